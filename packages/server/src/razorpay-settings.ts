import { z } from "zod"

const API_URL = "https://api.razorpay.com"

/** Keys from Razorpay's dashboard. If all are empty, Razorpay is not offered. */
export const razorpayVariables = {
  RAZORPAY_KEY_ID: z
    .string()
    .regex(/^rzp_(test|live)_\w+$/, "must be a Razorpay key id: rzp_test_… or rzp_live_…")
    .optional(),
  RAZORPAY_KEY_SECRET: z.string().min(8, "must be the secret of the Razorpay key").optional(),
  RAZORPAY_WEBHOOK_SECRET: z
    .string()
    .min(8, "must be the secret of the webhook in Razorpay's dashboard, at least 8 characters")
    .optional(),
  RAZORPAY_API_URL: z.url({ error: "must be a URL" }).optional(),
}

type RazorpayVariables = { [Name in keyof typeof razorpayVariables]?: string | undefined }

export type RazorpaySettings = {
  keyId: string
  keySecret: string
  webhookSecret: string
  /** URL of Razorpay's API; only tests use another one. */
  apiUrl: string
  /** True when the keys move real money. */
  live: boolean
}

const NEEDED = ["RAZORPAY_KEY_ID", "RAZORPAY_KEY_SECRET", "RAZORPAY_WEBHOOK_SECRET"] as const

/**
 * The Razorpay account, or null when none is configured. An incomplete configuration would lose payments, so it is
 * reported as problems, one sentence per variable.
 */
export const razorpaySettings = (
  variables: RazorpayVariables,
  production: boolean
): { settings: RazorpaySettings | null; problems: string[] } => {
  const {
    RAZORPAY_KEY_ID: keyId,
    RAZORPAY_KEY_SECRET: keySecret,
    RAZORPAY_WEBHOOK_SECRET: webhookSecret,
    RAZORPAY_API_URL: apiUrl = API_URL,
  } = variables
  const given = NEEDED.filter((name) => variables[name])
  if (given.length === 0) return { settings: null, problems: [] }
  if (!keyId || !keySecret || !webhookSecret) {
    const missing = NEEDED.filter((name) => !variables[name])
    const because = `because ${given.join(" and ")} is: Razorpay needs all three`
    return { settings: null, problems: missing.map((name) => `${name} must be set too, ${because}`) }
  }
  const problems: string[] = []
  if (production && !apiUrl.startsWith("https://"))
    problems.push("RAZORPAY_API_URL must be https in production: the key's secret is sent there")
  return { settings: { keyId, keySecret, webhookSecret, apiUrl, live: keyId.startsWith("rzp_live_") }, problems }
}
