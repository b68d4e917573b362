import Stripe from "stripe"
import { z } from "zod"

import { guardedHttpClient } from "./http-client"

export const StripeOptions = z.object({
  apiKey: z.string().min(1),
  webhookSecret: z.string().min(1),
  /** Where Stripe's API is, e.g. https://api.stripe.com. */
  apiUrl: z.url(),
  /** The shop's URL, stored on each payment, so that shops that share an account can identify theirs. */
  shop: z.string().min(1),
  /** Whether payments by SEPA Direct Debit may be started. */
  sepaDebit: z.boolean().default(false),
})
export type StripeOptions = z.infer<typeof StripeOptions>

/**
 * Two timeouts and the pause between them must be shorter than the time after which a capture counts as interrupted (20 s)
 * and a purchase's idempotency key is released to another process (30 s).
 */
const TIMEOUT_MS = 8000
/** The library repeats with the same idempotency key, so that a repeated call moves no money twice. */
const REPEATS = 1

/**
 * Stripe's client, with our API URL and timeout. Each of its requests goes through Stripe's circuit breaker, except where
 * `guarded` is false: staff may test a gateway that counts as down.
 */
export const stripeClient = (
  { apiKey, apiUrl }: Pick<StripeOptions, "apiKey" | "apiUrl">,
  { guarded = true }: { guarded?: boolean } = {}
): Stripe => {
  const { hostname, port, protocol } = new URL(apiUrl)
  const plain = protocol === "http:"
  return new Stripe(apiKey, {
    host: hostname,
    port: port || (plain ? 80 : 443),
    protocol: plain ? "http" : "https",
    timeout: TIMEOUT_MS,
    maxNetworkRetries: REPEATS,
    telemetry: false,
    ...(guarded ? { httpClient: guardedHttpClient(Stripe.createNodeHttpClient()) } : {}),
  })
}
