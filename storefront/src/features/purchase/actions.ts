"use server"

import { type BeginServicePurchase, IntakeAnswers, routes } from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { attributionFields } from "@/features/attribution/attribution"
import { currentAttribution } from "@/features/attribution/queries"
import { sessionToken } from "@/features/auth/session"
import { callRoute, currentRegion, failureOf, isApiError } from "@/lib/medusa"

import { begunOf } from "./begun"
import type { BeginAnswer, CompleteAnswer } from "./pay"

/** What the page sends. The card has no place in it: an unknown key is refused. */
const Submission = z.strictObject({
  key: z.uuid(),
  tier_id: z.string().max(128),
  quantity: z.number().int().min(1).max(1000),
  customer: z.strictObject({ full_name: z.string(), email: z.string(), phone: z.string() }),
  requirements: z.string(),
  intake: IntakeAnswers,
  consent: z.literal(true),
  payment_provider_id: z.string().max(128).optional(),
})
export type Submission = z.infer<typeof Submission>

/** Starting a purchase makes cart and payment; a slow moment of the shop must not look like a failure. */
const BEGIN_TIMEOUT_MS = 20_000
const COMPLETE_TIMEOUT_MS = 25_000

/**
 * Starts the purchase, or finds the one this key started before. Affiliate code, click and region come from the visitor's
 * own cookies, so that no script can set them.
 */
export const beginPurchase = async (input: Submission): Promise<BeginAnswer> => {
  try {
    const { key, tier_id, quantity, intake, customer, requirements, payment_provider_id } = Submission.parse(input)
    const [region, attribution, token] = await Promise.all([currentRegion(), currentAttribution(), sessionToken()])
    const body: z.input<typeof BeginServicePurchase> = {
      items: [{ tier_id, quantity, intake }],
      customer,
      requirements,
      consent: { terms: true },
      ...(payment_provider_id ? { payment_provider_id } : {}),
      ...(region ? { region_id: region.id } : {}),
      ...attributionFields(attribution, new Date()),
    }
    const { data } = await callRoute(routes, "POST /store/service-purchases", {
      body,
      idempotencyKey: key,
      token,
      timeoutMs: BEGIN_TIMEOUT_MS,
    })
    return { ok: true, purchase: begunOf(data.purchase) }
  } catch (error) {
    return { ok: false, refusal: failureOf(error) }
  }
}

const Change = z.strictObject({ purchaseId: z.string().max(128), payment_provider_id: z.string().max(128) })

/** The same purchase through another gateway; what the first one held is released. */
export const changeGateway = async (input: z.infer<typeof Change>): Promise<BeginAnswer> => {
  try {
    const { purchaseId, payment_provider_id } = Change.parse(input)
    const { data } = await callRoute(routes, "POST /store/service-purchases/:id/payment", {
      params: { id: purchaseId },
      body: { payment_provider_id },
      token: await sessionToken(),
      timeoutMs: BEGIN_TIMEOUT_MS,
    })
    return { ok: true, purchase: begunOf(data.purchase) }
  } catch (error) {
    return { ok: false, refusal: failureOf(error) }
  }
}

/** Asks the shop whether the purchase is paid, and makes it an order if so. Any number of calls, the same order. */
export const completePurchase = async (purchaseId: string): Promise<CompleteAnswer> => {
  try {
    const { data } = await callRoute(routes, "POST /store/service-purchases/:id/complete", {
      params: { id: String(purchaseId) },
      token: await sessionToken(),
      timeoutMs: COMPLETE_TIMEOUT_MS,
    })
    return data.type === "order" ? { kind: "order" } : { kind: "pending", retry_after_seconds: data.retry_after }
  } catch (error) {
    if (!isApiError(error)) throw error
    if (error.status === 402) return { kind: "unpaid", code: error.code }
    // Silence, a restart or too many questions decide nothing: ask again.
    if (error.status >= 500 || error.status === 429)
      return { kind: "pending", retry_after_seconds: error.retryAfterSeconds ?? 3 }
    return { kind: "refused", refusal: error.failure }
  }
}
