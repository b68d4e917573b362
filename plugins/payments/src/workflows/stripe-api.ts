import { type Env, env } from "@atrium/server"
import type Stripe from "stripe"

import { paymentErrors } from "../contracts/errors"
import { paymentCodeOf, type StripeFailure } from "../domain/stripe-errors"
import { stripeClient } from "../providers/stripe/client"

/** The account's settings; only where Stripe is configured. */
export const stripeSettingsOf = (): NonNullable<Env["stripe"]> => {
  const settings = env().stripe
  if (!settings) throw new Error("Stripe is not configured")
  return settings
}

let made: { apiKey: string; api: Stripe } | undefined

/** One client for the process, made when it is first needed. */
export const stripeApi = (): Stripe => {
  const settings = stripeSettingsOf()
  if (made?.apiKey === settings.apiKey) return made.api
  const api = stripeClient(settings)
  made = { apiKey: settings.apiKey, api }
  return api
}

const isMissing = (error: unknown): boolean => (error as StripeFailure).code === "resource_missing"

/**
 * Asks Stripe; null for what it does not know. Throws `gateway_timeout` and `gateway_unavailable` when it does not
 * answer, which the queue retries, and anything else as it is.
 */
export const askStripe = async <T>(ask: (api: Stripe) => Promise<T>): Promise<T | null> => {
  try {
    return await ask(stripeApi())
  } catch (error) {
    if (isMissing(error)) return null
    const code = paymentCodeOf(error as StripeFailure)
    throw code ? paymentErrors.fail(code, { cause: error }) : error
  }
}
