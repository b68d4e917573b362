import { z } from "zod"

const API_URL = "https://api.stripe.com"

/** Keys from Stripe's dashboard. If all are empty, Stripe is not offered. */
export const stripeVariables = {
  STRIPE_API_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, "must be a Stripe secret key: sk_test_… or sk_live_…")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w+$/, "must be the signing secret of the webhook endpoint: whsec_…")
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, "must be a Stripe publishable key: pk_test_… or pk_live_…")
    .optional(),
  STRIPE_API_URL: z.url({ error: "must be a URL" }).optional(),
  /** Offers SEPA Direct Debit where a region's currency is the euro. */
  STRIPE_SEPA_DEBIT: z.enum(["0", "1"]).default("0"),
}

type StripeVariables = { [Name in keyof typeof stripeVariables]?: string | undefined }

export type StripeSettings = {
  apiKey: string
  webhookSecret: string
  publishableKey: string
  /** URL of Stripe's API; only tests use another one. */
  apiUrl: string
  /** True when the keys move real money. */
  live: boolean
  /** Whether new payments by SEPA Direct Debit may be started. */
  sepaDebit: boolean
}

const NEEDED = ["STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_PUBLISHABLE_KEY"] as const
const modeOf = (key: string): string | undefined => key.split("_")[1]

/**
 * The Stripe account, or null when none is configured. An incomplete configuration would lose payments (events that
 * cannot be verified) or show a form that cannot pay, so it is reported as problems, one sentence per variable.
 */
export const stripeSettings = (
  variables: StripeVariables,
  production: boolean
): { settings: StripeSettings | null; problems: string[] } => {
  const {
    STRIPE_API_KEY: apiKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_PUBLISHABLE_KEY: publishableKey,
  } = variables
  const apiUrl = variables.STRIPE_API_URL ?? API_URL
  const given = NEEDED.filter((name) => variables[name])
  const sepaDebit = variables.STRIPE_SEPA_DEBIT === "1"
  if (given.length === 0)
    return {
      settings: null,
      problems: sepaDebit ? [`STRIPE_SEPA_DEBIT needs Stripe's keys: ${NEEDED.join(", ")}`] : [],
    }
  if (!apiKey || !webhookSecret || !publishableKey) {
    const missing = NEEDED.filter((name) => !variables[name])
    return {
      settings: null,
      problems: missing.map(
        (name) => `${name} must be set too, because ${given.join(" and ")} is: Stripe needs all three`
      ),
    }
  }
  const problems: string[] = []
  if (modeOf(apiKey) !== modeOf(publishableKey))
    problems.push("STRIPE_PUBLISHABLE_KEY must have the same mode (test or live) as STRIPE_API_KEY")
  if (production && !apiUrl.startsWith("https://"))
    problems.push("STRIPE_API_URL must be https in production: the secret key is sent there")
  const live = modeOf(apiKey) === "live"
  return { settings: { apiKey, webhookSecret, publishableKey, apiUrl, live, sepaDebit }, problems }
}
