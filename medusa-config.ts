import { existsSync } from "node:fs"
import { dirname, join, resolve } from "node:path"

import { createLogger, env } from "@atrium/server"
import { defineConfig } from "@medusajs/framework/utils"

// The composition root. backend/medusa-config.ts is a symlink to this file and Medusa compiles it, so it may import
// packages only, and finds the repository by walking up.
const config = env()

const SOURCE_CONDITIONS = ["atrium-source", "module", "browser", "development|production"]

const repositoryRoot = (): string => {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "turbo.json"))) return folder
    if (folder === resolve("/")) throw new Error("Run the Medusa CLI inside the repository, from backend/")
  }
}

/** A plugin from its build (production, `npm start`) or from its TypeScript source (development, tests). */
const plugin = (name: string, options: Record<string, unknown> = {}) => ({
  resolve: config.ATRIUM_PLUGINS_FROM === "source" ? join(repositoryRoot(), ".dev", name) : `@atrium/${name}`,
  options,
})

/**
 * An outsider's plugin is one line in `plugins` and, when it takes payments, one in the payment providers. This one is an
 * example (examples/acme-extensions) and loaded only when asked for.
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

/** Failed jobs are kept for a look and then go; done ones go at once: events may carry what must not lie about. */
const KEPT_JOBS = { removeOnComplete: true, removeOnFail: { age: 7 * 86_400, count: 1000 } }

const lockingInRedis = (redisUrl: string) => ({
  resolve: "@medusajs/medusa/locking",
  options: {
    providers: [
      { resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true, options: { redisUrl } },
    ],
  },
})

// Migrations are alone (scripts/migrate.mjs sees to it), and Medusa's own lock for them would outlive a killed one by an
// hour in Redis.
const migrating = process.argv.some((argument) => argument.startsWith("db:"))

/** What Medusa keeps in memory for one process, kept in Redis for several. Nothing in there grows without bound. */
const redisModules = (redisUrl: string) => [
  {
    resolve: "@medusajs/medusa/event-bus-redis",
    options: {
      redisUrl,
      jobOptions: { attempts: 5, backoff: { type: "exponential", delay: 1000 }, ...KEPT_JOBS },
    },
  },
  // Second factors and answers of identity providers wait here between two requests of one sign-in.
  { resolve: "@medusajs/medusa/cache-redis", options: { redisUrl, ttl: 30 } },
  {
    resolve: "@medusajs/medusa/workflow-engine-redis",
    options: { redis: { redisUrl, queueOptions: { defaultJobOptions: KEPT_JOBS } } },
  },
  ...(migrating ? [] : [lockingInRedis(redisUrl)]),
]

/** A part of the application itself: a path that holds in its source and, from where a build runs, in the build. */
const own = (path: string) =>
  config.ATRIUM_PLUGINS_FROM === "source" ? join(repositoryRoot(), "backend", "src", path) : `./src/${path}`

/** A folder for files: where the process runs, and for tests, which run elsewhere, the backend's. */
const folder = (name: string) =>
  config.ATRIUM_PLUGINS_FROM === "source" ? join(repositoryRoot(), "backend", name) : join(process.cwd(), name)

const sandboxProvider = {
  resolve: "@atrium/payments/providers/sandbox",
  id: "sandbox",
  options: { secret: config.ATRIUM_SANDBOX_SECRET },
}

// Offered with an account only; in the demo beside the sandbox.
const stripeProviders = config.stripe
  ? [
      {
        resolve: "@atrium/payments/providers/stripe",
        id: "stripe",
        options: {
          apiKey: config.stripe.apiKey,
          webhookSecret: config.stripe.webhookSecret,
          apiUrl: config.stripe.apiUrl,
          shop: config.ATRIUM_BACKEND_URL,
        },
      },
    ]
  : []

const paymentProviders = [...(config.demo ? [sandboxProvider] : []), ...stripeProviders, ...exampleProviders]

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
    // Admin's pages import what the plugins share as TypeScript, whose modules Vite can bundle one by one, and every
    // workspace has a zod of its own: Admin needs one.
    vite: () => ({ resolve: { conditions: SOURCE_CONDITIONS, dedupe: ["zod"] } }),
  },
  logger: createLogger(config.LOG_LEVEL),
  plugins: [
    plugin("work-queue"),
    plugin("notifications"),
    plugin("identity"),
    plugin("reference-tracking"),
    plugin("ledger"),
    plugin("audit"),
    plugin("payments"),
    plugin("service-provisioning"),
    plugin("provider-assignment"),
    plugin("affiliate-commissions"),
    ...examplePlugins,
    // Last: its check of refunds runs inside the order's money lock, which payments' middleware takes.
    plugin("staff-access"),
  ],
  modules: [
    { resolve: own("modules/shop-process") },
    ...(config.REDIS_URL ? redisModules(config.REDIS_URL) : []),
    {
      resolve: "@medusajs/medusa/auth",
      options: {
        mfa: { encryption_key: config.AUTH_MFA_ENCRYPTION_KEY, issuer: "Atrium" },
        providers: [{ resolve: "@medusajs/medusa/auth-emailpass", id: "emailpass" }],
      },
    },
    { resolve: "@medusajs/medusa/payment", options: { providers: paymentProviders } },
    {
      // On the disk of the process: several processes need the same two folders. The first is served to everyone.
      resolve: "@medusajs/medusa/file",
      options: {
        providers: [
          {
            resolve: own("providers/local-files"),
            id: "local",
            options: {
              backend_url: `${config.ATRIUM_FILES_URL}/static`,
              admin_url: config.ATRIUM_BACKEND_URL,
              upload_dir: folder("static"),
              private_upload_dir: folder("private-files"),
            },
          },
        ],
      },
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
      options: { providers: [{ resolve: "@medusajs/medusa/analytics-local", id: "local" }] },
    },
  ],
})
