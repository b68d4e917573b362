import { z } from "zod"

const API_URLS = { sandbox: "https://api-m.sandbox.paypal.com", live: "https://api-m.paypal.com" } as const
/** Hosts that PayPal names in its events as the place of the certificate. */
const CERTIFICATE_ORIGINS = {
  sandbox: ["https://api.sandbox.paypal.com", "https://api-m.sandbox.paypal.com"],
  live: ["https://api.paypal.com", "https://api-m.paypal.com"],
} as const

/** From PayPal's developer dashboard. If all are empty, PayPal is not offered. */
export const paypalVariables = {
  PAYPAL_CLIENT_ID: z.string().min(8, "must be the client id of the PayPal app").optional(),
  PAYPAL_CLIENT_SECRET: z.string().min(8, "must be the secret of the PayPal app").optional(),
  PAYPAL_WEBHOOK_ID: z
    .string()
    .regex(/^\w{8,60}$/, "must be the id of the webhook in the PayPal app, for example 1JE4291016473214C")
    .optional(),
  PAYPAL_ENVIRONMENT: z.enum(["sandbox", "live"], { error: "must be sandbox or live" }).optional(),
  PAYPAL_API_URL: z.url({ error: "must be a URL" }).optional(),
}

type PayPalVariables = { [Name in keyof typeof paypalVariables]?: string | undefined }

export type PayPalSettings = {
  clientId: string
  clientSecret: string
  webhookId: string
  /** URL of PayPal's API; only tests use another one than PayPal's. */
  apiUrl: string
  /** Origins from which the certificates of events may be loaded, and no others. */
  certificateOrigins: readonly string[]
  /** True when the app moves real money. */
  live: boolean
}

const NEEDED = ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID", "PAYPAL_ENVIRONMENT"] as const

/**
 * The PayPal app, or null when none is configured. An incomplete configuration would lose payments, so it is reported as
 * problems, one sentence per variable.
 */
export const paypalSettings = (
  variables: PayPalVariables,
  production: boolean
): { settings: PayPalSettings | null; problems: string[] } => {
  const {
    PAYPAL_CLIENT_ID: clientId,
    PAYPAL_CLIENT_SECRET: clientSecret,
    PAYPAL_WEBHOOK_ID: webhookId,
    PAYPAL_ENVIRONMENT: environment,
    PAYPAL_API_URL: otherUrl,
  } = variables
  const given = NEEDED.filter((name) => variables[name])
  if (given.length === 0) return { settings: null, problems: [] }
  if (!clientId || !clientSecret || !webhookId || !environment) {
    const missing = NEEDED.filter((name) => !variables[name])
    const because = `because ${given.join(" and ")} is: PayPal needs all four`
    return { settings: null, problems: missing.map((name) => `${name} must be set too, ${because}`) }
  }
  const live = environment === "live"
  const problems: string[] = []
  if (production && otherUrl && !otherUrl.startsWith("https://"))
    problems.push("PAYPAL_API_URL must be https in production: the app's secret is sent there")
  const mode = live ? "live" : "sandbox"
  return {
    settings: {
      clientId,
      clientSecret,
      webhookId,
      apiUrl: otherUrl ?? API_URLS[mode],
      certificateOrigins: otherUrl ? [new URL(otherUrl).origin] : CERTIFICATE_ORIGINS[mode],
      live,
    },
    problems,
  }
}
