import { z } from "zod"

const API_URL = "https://api.stripe.com"

/** What Stripe's dashboard hands out. All empty: Stripe is not offered. */
export const stripeVariables = {
  STRIPE_API_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, "must be a secret key of Stripe: sk_test_… or sk_live_…")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w+$/, "must be the signing secret of the webhook endpoint: whsec_…")
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, "must be a publishable key of Stripe: pk_test_… or pk_live_…")
    .optional(),
  STRIPE_API_URL: z.url({ error: "must be a URL" }).optional(),
}

type StripeVariables = { [Name in keyof typeof stripeVariables]?: string | undefined }

export type StripeSettings = {
  apiKey: string
  webhookSecret: string
  publishableKey: string
  /** Where Stripe's API is; another address only in tests. */
  apiUrl: string
  /** True when the keys move real money. */
  live: boolean
}

const NEEDED = ["STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_PUBLISHABLE_KEY"] as const
const modeOf = (key: string): string | undefined => key.split("_")[1]

/**
 * The account that takes payments, or null when none is configured. Half a configuration would lose payments (events
 * that no one can check) or show a form that cannot pay: it comes back as problems, one sentence per variable.
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
  if (given.length === 0) return { settings: null, problems: [] }
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
    problems.push("STRIPE_PUBLISHABLE_KEY must be of the same mode (test or live) as STRIPE_API_KEY")
  if (production && !apiUrl.startsWith("https://"))
    problems.push("STRIPE_API_URL must be https in production: the secret key is sent there")
  const live = modeOf(apiKey) === "live"
  return { settings: { apiKey, webhookSecret, publishableKey, apiUrl, live }, problems }
}
