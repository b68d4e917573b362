import { existsSync } from "node:fs"
import { dirname, join, resolve } from "node:path"

import { newOrderReference } from "@atrium/reference-tracking/use-cases"
import { createLogger, env } from "@atrium/server"
import { defineConfig } from "@medusajs/framework/utils"

// The composition root. backend/medusa-config.ts is a symlink to this file. Medusa compiles it, so it may only import
// packages, and must search for the repository's root.
const config = env()

const SOURCE_CONDITIONS = ["atrium-source", "module", "browser", "development|production"]

const repositoryRoot = (): string => {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "turbo.json"))) return folder
    if (folder === resolve("/")) throw new Error("Run the Medusa CLI in the repository's backend/ folder")
  }
}

/** Registers a plugin from its build (production, `npm start`) or from its TypeScript source (development, tests). */
const plugin = (name: string, options: Record<string, unknown> = {}) => ({
  resolve: config.ATRIUM_PLUGINS_FROM === "source" ? join(repositoryRoot(), ".dev", name) : `@atrium/${name}`,
  options,
})

/**
 * The example of a third-party plugin (examples/acme-extensions), loaded only with ATRIUM_EXAMPLES=1. A plugin needs
 * one entry in `plugins` and, if it has a payment provider, one in the payment providers.
 */
const examples = config.ATRIUM_EXAMPLES === "1"
const examplePlugins = examples
  ? [
      {
        resolve:
          config.ATRIUM_PLUGINS_FROM === "source"
            ? join(repositoryRoot(), ".dev", "acme-extensions")
            : "@acme/atrium-extensions",
        options: {},
      },
    ]
  : []
const exampleProviders = examples
  ? [
      {
        resolve: "@acme/atrium-extensions/providers/bank-transfer",
        id: "acme",
        options: { account_holder: "Acme Ltd", iban: "DE02120300000000202051" },
      },
    ]
  : []

/**
 * Completed jobs are deleted immediately, because events may contain personal data. Failed ones are kept for a week.
 */
const JOB_RETENTION = { removeOnComplete: true, removeOnFail: { age: 7 * 86_400, count: 1000 } }

const lockingInRedis = (redisUrl: string) => ({
  resolve: "@medusajs/medusa/locking",
  options: {
    providers: [
      { resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true, options: { redisUrl } },
    ],
  },
})

// Migrations have their own lock (scripts/migrate.mjs). Medusa's lock in Redis would outlive a killed migration by an
// hour.
const migrating = process.argv.some((argument) => argument.startsWith("db:"))

/** Redis versions of the modules that Medusa otherwise keeps in memory. Nothing in Redis grows without bound. */
const redisModules = (redisUrl: string) => [
  {
    resolve: "@medusajs/medusa/event-bus-redis",
    options: {
      redisUrl,
      jobOptions: { attempts: 5, backoff: { type: "exponential", delay: 1000 }, ...JOB_RETENTION },
    },
  },
  // Stores two-step verification challenges between the requests of a sign-in.
  { resolve: "@medusajs/medusa/cache-redis", options: { redisUrl, ttl: 30 } },
  {
    resolve: "@medusajs/medusa/workflow-engine-redis",
    options: { redis: { redisUrl, queueOptions: { defaultJobOptions: JOB_RETENTION } } },
  },
  ...(migrating ? [] : [lockingInRedis(redisUrl)]),
]

/** Returns the path of a module of the application, in its source or in its build. */
const own = (path: string) =>
  config.ATRIUM_PLUGINS_FROM === "source" ? join(repositoryRoot(), "backend", "src", path) : `./src/${path}`

/** Returns a folder for files: in the working directory, or in the backend when running from source. */
const folder = (name: string) =>
  config.ATRIUM_PLUGINS_FROM === "source" ? join(repositoryRoot(), "backend", name) : join(process.cwd(), name)

const fileProvider = config.s3
  ? {
      resolve: own("providers/s3-files"),
      id: "s3",
      options: {
        // Where public images are read from.
        file_url: config.s3.filesUrl,
        access_key_id: config.s3.accessKeyId,
        secret_access_key: config.s3.secretAccessKey,
        region: config.s3.region,
        bucket: config.s3.bucket,
        ...(config.s3.endpoint
          ? { endpoint: config.s3.endpoint, additional_client_config: { forcePathStyle: true } }
          : {}),
      },
    }
  : {
      // Stores files on disk. All processes must share both folders. Files in the first are public.
      resolve: own("providers/local-files"),
      id: "local",
      options: {
        backend_url: `${config.ATRIUM_FILES_URL}/static`,
        admin_url: config.ATRIUM_BACKEND_URL,
        upload_dir: folder("static"),
        private_upload_dir: folder("private-files"),
      },
    }

const sandboxProvider = {
  resolve: "@atrium/payments/providers/sandbox",
  id: "sandbox",
  options: { secret: config.ATRIUM_SANDBOX_SECRET },
}

// Only with Stripe keys.
const stripeProviders = config.stripe
  ? [
      {
        resolve: "@atrium/payments/providers/stripe",
        id: "stripe",
        options: {
          apiKey: config.stripe.apiKey,
          webhookSecret: config.stripe.webhookSecret,
          apiUrl: config.stripe.apiUrl,
          sepaDebit: config.stripe.sepaDebit,
          shop: config.ATRIUM_BACKEND_URL,
        },
      },
    ]
  : []

// Only with Razorpay keys.
const razorpayProviders = config.razorpay
  ? [
      {
        resolve: "@atrium/payments/providers/razorpay",
        id: "razorpay",
        options: {
          keyId: config.razorpay.keyId,
          keySecret: config.razorpay.keySecret,
          apiUrl: config.razorpay.apiUrl,
          shop: config.ATRIUM_BACKEND_URL,
        },
      },
    ]
  : []

// Only with PayPal keys.
const paypalProviders = config.paypal
  ? [
      {
        resolve: "@atrium/payments/providers/paypal",
        id: "paypal",
        options: {
          clientId: config.paypal.clientId,
          clientSecret: config.paypal.clientSecret,
          apiUrl: config.paypal.apiUrl,
          shop: config.ATRIUM_BACKEND_URL,
          returnUrl: `${config.ATRIUM_STOREFRONT_URL}/purchase`,
        },
      },
    ]
  : []

const paymentProviders = [
  ...(config.demo ? [sandboxProvider] : []),
  ...stripeProviders,
  ...razorpayProviders,
  ...paypalProviders,
  ...exampleProviders,
]

// Only with PostHog's key. Without it, Medusa's own provider only writes to the debug log.
const analyticsProvider = config.posthog
  ? {
      resolve: "@atrium/analytics/providers/posthog",
      id: "posthog",
      options: { posthogEventsKey: config.posthog.apiKey, posthogHost: config.posthog.host },
    }
  : { resolve: "@medusajs/medusa/analytics-local", id: "local" }

/** In tests a hash costs a hundredth: Medusa's takes a tenth of a second of processor time, which is its purpose. */
const passwordHashing = config.NODE_ENV === "test" ? { hashConfig: { logN: 8, r: 8, p: 1 } } : {}

export default defineConfig({
  projectConfig: {
    databaseUrl: config.DATABASE_URL,
    ...(config.REDIS_URL ? { redisUrl: config.REDIS_URL } : {}),
    workerMode: config.MEDUSA_WORKER_MODE,
    databaseDriverOptions: { pool: { min: 1, max: 20, idleTimeoutMillis: 30_000 } },
    http: {
      storeCors: config.ATRIUM_STORE_CORS.join(","),
      adminCors: config.ATRIUM_ADMIN_CORS.join(","),
      authCors: [...config.ATRIUM_STORE_CORS, ...config.ATRIUM_ADMIN_CORS].join(","),
      jwtSecret: config.JWT_SECRET,
      cookieSecret: config.COOKIE_SECRET,
      authMethodsPerActor: { user: ["emailpass"], customer: ["emailpass"], provider: ["emailpass"] },
    },
  },
  admin: {
    disable: config.ATRIUM_DISABLE_ADMIN === "1" || config.MEDUSA_WORKER_MODE === "worker",
    // Admin pages import shared code as TypeScript source, so that Vite bundles only what they use.
    vite: () => ({ resolve: { conditions: SOURCE_CONDITIONS } }),
  },
  logger: createLogger(config.LOG_LEVEL),
  plugins: [
    plugin("work-queue"),
    plugin("analytics"),
    plugin("notifications"),
    plugin("identity"),
    plugin("reference-tracking"),
    plugin("ledger"),
    plugin("audit"),
    plugin("payments"),
    plugin("documents"),
    plugin("shop-settings"),
    plugin("service-provisioning"),
    plugin("provider-assignment"),
    plugin("consultations"),
    plugin("affiliate-commissions"),
    ...examplePlugins,
    // Last, because its refund check must run inside the lock that the payments middleware takes.
    plugin("staff-access"),
  ],
  modules: [
    { resolve: own("modules/shop-process") },
    ...(config.REDIS_URL ? redisModules(config.REDIS_URL) : []),
    {
      resolve: "@medusajs/medusa/auth",
      options: {
        mfa: { encryption_key: config.AUTH_MFA_ENCRYPTION_KEY, issuer: "Atrium" },
        providers: [{ resolve: "@medusajs/medusa/auth-emailpass", id: "emailpass", options: passwordHashing }],
      },
    },
    // Every order gets its reference here, in whichever way it is made. It is what people read instead of core's running
    // number, which tells how many orders there are.
    {
      resolve: "@medusajs/medusa/order",
      options: { generateCustomDisplayId: () => Promise.resolve(newOrderReference()) },
    },
    { resolve: "@medusajs/medusa/payment", options: { providers: paymentProviders } },
    {
      resolve: "@medusajs/medusa/file",
      options: { providers: [fileProvider] },
    },
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          {
            resolve: "@atrium/notifications/providers/smtp",
            id: "smtp",
            options: { channels: ["email"], url: config.ATRIUM_SMTP_URL, from: config.ATRIUM_MAIL_FROM },
          },
          { resolve: "@medusajs/medusa/notification-local", id: "local", options: { channels: ["feed"] } },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/analytics",
      options: { providers: [analyticsProvider] },
    },
  ],
})
