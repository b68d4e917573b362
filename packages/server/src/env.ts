import { z } from "zod"

import { DEMO_ENCRYPTION_KEYS, type EncryptionKey, encryptionKeys } from "./encryption-keys"
import { type PayPalSettings, paypalSettings, paypalVariables } from "./paypal-settings"
import { type PostHogSettings, posthogSettings, posthogVariables } from "./posthog-settings"
import { type RazorpaySettings, razorpaySettings, razorpayVariables } from "./razorpay-settings"
import { weaknessOf } from "./secret-strength"
import { type S3Settings, s3Settings, s3Variables } from "./s3-settings"
import { type StripeSettings, stripeSettings, stripeVariables } from "./stripe-settings"

/**
 * The process's environment, checked once. Only this file reads `process.env` in backend and plugins. It is not in the
 * backend because medusa-config.ts may import packages only.
 */
const DEFAULT_SECRETS = {
  JWT_SECRET: "atrium-demo-jwt-secret-do-not-use-in-production",
  COOKIE_SECRET: "atrium-demo-cookie-secret-do-not-use-in-production",
  ATRIUM_AUDIT_SECRET: "atrium-demo-audit-secret-do-not-use-in-production",
  AUTH_MFA_ENCRYPTION_KEY: "atrium-demo-mfa-key-do-not-use-in-production",
  ATRIUM_SANDBOX_SECRET: "sandbox_secret_demo",
  ATRIUM_SANDBOX_WEBHOOK_SECRET: "sandbox_whsec_demo",
} as const

/** Any other value (`prod`, `staging`, `live`) would be neither a demo nor checked like production. */
const MODES = ["production", "demo", "development", "test"] as const
const url = z.url({ error: "must be a URL" })
const textList = z.string().transform((list) =>
  list
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean)
)

const emailAddresses = z
  .string()
  .transform((list) =>
    list
      .split(",")
      .map((address) => address.trim())
      .filter(Boolean)
  )
  .pipe(z.array(z.email("must be email addresses, separated by commas")).min(1, "must contain an email address"))

/** Extracts `hello@atrium.test` from `Atrium <hello@atrium.test>`. */
const bareAddress = (sender: string): string => (/<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender).trim()

const schema = z.object({
  NODE_ENV: z
    .enum(MODES, { error: `must be one of ${MODES.join(", ")}; unset means production` })
    .default("production"),
  DATABASE_URL: z.string().min(1, "must be the URL of a Postgres database"),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "must begin with redis:// or rediss://")
    .optional(),
  JWT_SECRET: z.string().default(DEFAULT_SECRETS.JWT_SECRET),
  COOKIE_SECRET: z.string().default(DEFAULT_SECRETS.COOKIE_SECRET),
  ATRIUM_AUDIT_SECRET: z.string().default(DEFAULT_SECRETS.ATRIUM_AUDIT_SECRET),
  ATRIUM_AUDIT_OLD_SECRETS: textList.default([]),
  ATRIUM_AUDIT_YEARS: z.coerce.number().int().min(1).max(100).default(5),
  /** Encrypts the secrets of authenticator apps in the database. */
  AUTH_MFA_ENCRYPTION_KEY: z.string().default(DEFAULT_SECRETS.AUTH_MFA_ENCRYPTION_KEY),
  /** Encrypt sensitive columns: `<id>:<base64>`, separated by commas, the newest first. */
  ATRIUM_ENCRYPTION_KEYS: z.string().default(DEMO_ENCRYPTION_KEYS),
  MEDUSA_WORKER_MODE: z.enum(["shared", "server", "worker"]).default("shared"),
  PORT: z.coerce.number().int().min(1).max(65535).default(9000),
  ATRIUM_BACKEND_URL: url.optional(),
  ATRIUM_FILES_URL: url.optional(),
  ATRIUM_STOREFRONT_URL: url.default("http://localhost:8000"),
  /** Signs what the storefront is told of changes of the catalog. */
  ATRIUM_REVALIDATION_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  ATRIUM_REVALIDATION_URL: url.optional(),
  ATRIUM_STORE_CORS: textList.optional(),
  ATRIUM_ADMIN_CORS: textList.optional(),
  ATRIUM_PLUGINS_FROM: z.enum(["build", "source"]).default("build"),
  ATRIUM_DISABLE_ADMIN: z.enum(["0", "1"]).default("0"),
  ATRIUM_SANDBOX_SECRET: z.string().default(DEFAULT_SECRETS.ATRIUM_SANDBOX_SECRET),
  ATRIUM_SANDBOX_WEBHOOK_SECRET: z.string().default(DEFAULT_SECRETS.ATRIUM_SANDBOX_WEBHOOK_SECRET),
  ATRIUM_SANDBOX_TARGET_URL: url.optional(),
  ATRIUM_SANDBOX_TIMEOUT_SECONDS: z.coerce.number().min(0).max(60).default(30),
  ATRIUM_SMTP_URL: z.string().default("smtp://localhost:1025"),
  ATRIUM_MAIL_FROM: z.string().default("Atrium <hello@atrium.test>"),
  ATRIUM_STAFF_MAIL: emailAddresses.optional(),
  ATRIUM_RATE_LIMIT_FACTOR: z.coerce.number().min(0.0001).max(1_000_000).default(1),
  ATRIUM_METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  ATRIUM_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(6),
  ATRIUM_DEMO_FILE: z.string().optional(),
  /** Loads the plugins in examples/, to test and try them; never in production. */
  ATRIUM_EXAMPLES: z.enum(["0", "1"]).default("0"),
  STRIPE_API_KEY: stripeVariables.STRIPE_API_KEY,
  STRIPE_WEBHOOK_SECRET: stripeVariables.STRIPE_WEBHOOK_SECRET,
  STRIPE_PUBLISHABLE_KEY: stripeVariables.STRIPE_PUBLISHABLE_KEY,
  STRIPE_API_URL: stripeVariables.STRIPE_API_URL,
  STRIPE_SEPA_DEBIT: stripeVariables.STRIPE_SEPA_DEBIT,
  RAZORPAY_KEY_ID: razorpayVariables.RAZORPAY_KEY_ID,
  RAZORPAY_KEY_SECRET: razorpayVariables.RAZORPAY_KEY_SECRET,
  RAZORPAY_WEBHOOK_SECRET: razorpayVariables.RAZORPAY_WEBHOOK_SECRET,
  RAZORPAY_API_URL: razorpayVariables.RAZORPAY_API_URL,
  PAYPAL_CLIENT_ID: paypalVariables.PAYPAL_CLIENT_ID,
  PAYPAL_CLIENT_SECRET: paypalVariables.PAYPAL_CLIENT_SECRET,
  PAYPAL_WEBHOOK_ID: paypalVariables.PAYPAL_WEBHOOK_ID,
  PAYPAL_ENVIRONMENT: paypalVariables.PAYPAL_ENVIRONMENT,
  PAYPAL_API_URL: paypalVariables.PAYPAL_API_URL,
  POSTHOG_API_KEY: posthogVariables.POSTHOG_API_KEY,
  POSTHOG_HOST: posthogVariables.POSTHOG_HOST,
  ATRIUM_S3_BUCKET: s3Variables.ATRIUM_S3_BUCKET,
  ATRIUM_S3_REGION: s3Variables.ATRIUM_S3_REGION,
  ATRIUM_S3_ACCESS_KEY_ID: s3Variables.ATRIUM_S3_ACCESS_KEY_ID,
  ATRIUM_S3_SECRET_ACCESS_KEY: s3Variables.ATRIUM_S3_SECRET_ACCESS_KEY,
  ATRIUM_S3_ENDPOINT: s3Variables.ATRIUM_S3_ENDPOINT,
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
})

type Parsed = z.infer<typeof schema>

export type Env = Omit<Parsed, "ATRIUM_STORE_CORS" | "ATRIUM_ADMIN_CORS" | "ATRIUM_STAFF_MAIL"> & {
  ATRIUM_BACKEND_URL: string
  /** Base URL of uploaded files: the backend, or another origin that forwards to it. */
  ATRIUM_FILES_URL: string
  ATRIUM_STORE_CORS: string[]
  ATRIUM_ADMIN_CORS: string[]
  /** Email addresses for staff notifications; default: the sender's. */
  ATRIUM_STAFF_MAIL: string[]
  /** Base URL at which the sandbox gateway calls the shop's webhook. */
  ATRIUM_SANDBOX_TARGET_URL: string
  /** Demo mode: sandbox gateway, demo data, adjustable clock. Never in production. */
  demo: boolean
  /** The keys of sensitive columns. The first encrypts, all decrypt. */
  encryptionKeys: readonly EncryptionKey[]
  /** The Stripe account; null when none is configured, so that Stripe is not offered. */
  stripe: StripeSettings | null
  /** The Razorpay account; null when none is configured, so that Razorpay is not offered. */
  razorpay: RazorpaySettings | null
  /** The PayPal app; null when none is configured, so that PayPal is not offered. */
  paypal: PayPalSettings | null
  /** The PostHog project; null when none is configured, so that no analytics event leaves the shop. */
  posthog: PostHogSettings | null
  /** The bucket for files; null: they are stored on disk. */
  s3: S3Settings | null
}

/** One sentence per invalid variable; thrown at boot. It has no stack, because the place in the code is irrelevant. */
export class EnvError extends Error {
  override readonly name = "EnvError"

  constructor(message: string) {
    super(message)
    this.stack = ""
  }
}

/** Secrets that production checks, with their minimum lengths. */
const SECRETS = {
  JWT_SECRET: 32,
  COOKIE_SECRET: 32,
  ATRIUM_AUDIT_SECRET: 32,
  AUTH_MFA_ENCRYPTION_KEY: 32,
  ATRIUM_METRICS_TOKEN: 16,
} as const
/** Enough for a busy office behind one IP address; a higher factor would no longer limit anything. */
const MAX_RATE_LIMIT_FACTOR = 10
const SANDBOX = ["ATRIUM_SANDBOX_SECRET", "ATRIUM_SANDBOX_WEBHOOK_SECRET"] as const
/** Variables whose defaults suit only a demo, and why production must set them. */
const REQUIRED_IN_PRODUCTION = {
  REDIS_URL: "events, locks and workflows need Redis there",
  ATRIUM_SMTP_URL: "emails would go to a local test inbox",
  ATRIUM_MAIL_FROM: "emails would come from a demo address",
} as const

/** What keeps production from starting: one sentence per variable, all at once. */
const productionProblems = (env: Parsed, given: Record<string, string | undefined>): string[] => {
  const named = Object.keys(SECRETS) as (keyof typeof SECRETS)[]
  const secrets = named.flatMap((name) => {
    const weakness = env[name] === undefined ? undefined : weaknessOf(env[name], SECRETS[name])
    return weakness
      ? [`${name} must be a random value in production: ${weakness} (generate one: openssl rand -hex 32)`]
      : []
  })
  const shared = named.filter((name, at) =>
    named.slice(0, at).some((other) => given[name] && given[name] === given[other])
  )
  const missing = Object.entries(REQUIRED_IN_PRODUCTION).filter(([name]) => given[name] === undefined)
  const addresses = (["ATRIUM_BACKEND_URL", "ATRIUM_STOREFRONT_URL"] as const).filter(
    (name) => given[name] === undefined || !given[name].startsWith("https://")
  )
  const origins = (["ATRIUM_STORE_CORS", "ATRIUM_ADMIN_CORS"] as const).filter((name) =>
    env[name]?.some((origin) => !origin.startsWith("https://"))
  )
  const files = env.ATRIUM_FILES_URL !== undefined && !env.ATRIUM_FILES_URL.startsWith("https://")
  return [
    ...secrets,
    ...shared.map((name) => `${name} must differ from every other secret in production`),
    ...(env.ATRIUM_RATE_LIMIT_FACTOR > MAX_RATE_LIMIT_FACTOR
      ? [
          `ATRIUM_RATE_LIMIT_FACTOR must be at most ${MAX_RATE_LIMIT_FACTOR} in production: larger values are for load tests`,
        ]
      : []),
    ...missing.map(([name, why]) => `${name} must be set in production: ${why}`),
    ...addresses.map(
      (name) => `${name} must be set to a public https:// address in production: emails link to it, sign-ins need it`
    ),
    ...origins.map((name) => `${name} may list https:// origins only in production`),
    ...(env.ATRIUM_EXAMPLES === "1" ? ["ATRIUM_EXAMPLES must not be set in production: it loads examples"] : []),
    ...(files ? ["ATRIUM_FILES_URL must be a public https:// address in production: pages show pictures from it"] : []),
    ...SANDBOX.filter((name) => given[name] !== undefined).map(
      (name) => `${name} must not be set in production: the sandbox gateway does not exist there`
    ),
  ]
}

/** Parses an environment; throws an EnvError that lists every invalid variable. */
export const parseEnv = (source: Record<string, string | undefined>): Env => {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""))
  const parsed = schema.safeParse(given)
  if (!parsed.success)
    throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("\n"))
  const production = parsed.data.NODE_ENV === "production"
  const encryption = encryptionKeys(parsed.data.ATRIUM_ENCRYPTION_KEYS, production)
  const stripe = stripeSettings(parsed.data, production)
  const razorpay = razorpaySettings(parsed.data, production)
  const paypal = paypalSettings(parsed.data, production)
  const posthog = posthogSettings(parsed.data, production)
  const s3 = s3Settings(parsed.data, production)
  const problems = [
    ...(production ? productionProblems(parsed.data, given) : []),
    ...encryption.problems,
    ...stripe.problems,
    ...razorpay.problems,
    ...paypal.problems,
    ...posthog.problems,
    ...s3.problems,
  ]
  if (problems.length) throw new EnvError(problems.join("\n"))
  const backendUrl = parsed.data.ATRIUM_BACKEND_URL ?? `http://localhost:${parsed.data.PORT}`
  return {
    ...parsed.data,
    ATRIUM_BACKEND_URL: backendUrl,
    ATRIUM_FILES_URL: parsed.data.ATRIUM_FILES_URL ?? backendUrl,
    ATRIUM_STORE_CORS: parsed.data.ATRIUM_STORE_CORS ?? [parsed.data.ATRIUM_STOREFRONT_URL],
    ATRIUM_ADMIN_CORS: parsed.data.ATRIUM_ADMIN_CORS ?? [backendUrl],
    ATRIUM_STAFF_MAIL: parsed.data.ATRIUM_STAFF_MAIL ?? [bareAddress(parsed.data.ATRIUM_MAIL_FROM)],
    ATRIUM_SANDBOX_TARGET_URL: parsed.data.ATRIUM_SANDBOX_TARGET_URL ?? backendUrl,
    demo: !production,
    encryptionKeys: encryption.keys,
    stripe: stripe.settings,
    razorpay: razorpay.settings,
    paypal: paypal.settings,
    posthog: posthog.settings,
    s3: s3.settings,
  }
}

let cached: Env | undefined

/** The checked environment of this process. */
export const env = (): Env => (cached ??= parseEnv(process.env))

/** Reads the environment again; for tests that change it before the application starts. */
export const resetEnv = (): void => {
  cached = undefined
}
