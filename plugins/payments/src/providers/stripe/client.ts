import Stripe from "stripe"
import { z } from "zod"

export const StripeOptions = z.object({
  apiKey: z.string().min(1),
  webhookSecret: z.string().min(1),
  /** Where Stripe's API is, e.g. https://api.stripe.com. */
  apiUrl: z.url(),
  /** The shop's address: written on each payment, so that shops that share an account tell theirs apart. */
  shop: z.string().min(1),
})
export type StripeOptions = z.infer<typeof StripeOptions>

/**
 * Twice this and the pause between must end before a capture counts as cut off (20 s), and before the idempotency key
 * of a purchase that is being begun is given to another process (30 s).
 */
const TIMEOUT_MS = 8000
/** The library repeats with the same idempotency key, so that a repeated call moves no money twice. */
const REPEATS = 1

/** Stripe's own client, told where the API is and how long to wait. */
export const stripeClient = ({ apiKey, apiUrl }: Pick<StripeOptions, "apiKey" | "apiUrl">): Stripe => {
  const { hostname, port, protocol } = new URL(apiUrl)
  const plain = protocol === "http:"
  return new Stripe(apiKey, {
    host: hostname,
    port: port || (plain ? 80 : 443),
    protocol: plain ? "http" : "https",
    timeout: TIMEOUT_MS,
    maxNetworkRetries: REPEATS,
    telemetry: false,
  })
}
