"use server"

import { type BeginServicePurchase, IntakeAnswers, routes } from "@atrium/service-provisioning/contracts"
import { after } from "next/server"
import { z } from "zod"

import { attributionFields } from "@/features/attribution/attribution"
import { currentAttribution } from "@/features/attribution/queries"
import { sessionToken } from "@/features/auth/session"
import { forgetPaidCart } from "@/lib/cart-key"
import { callRoute, currentRegion, failureOf, isApiError } from "@/lib/medusa"
import { analyticsAllowed } from "@/lib/visit"

import { findPurchase } from "./queries"
import { notePurchase } from "./server-draft"
import { toStartedPurchase } from "./started-purchase"
import type { StartResult, CompleteResult } from "./pay"

/** What the page submits. Strict, so that card data can never be part of it. */
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

/** Longer than other calls: starting a purchase creates the cart and the payment, which may take a while. */
const BEGIN_TIMEOUT_MS = 20_000
const COMPLETE_TIMEOUT_MS = 25_000

/**
 * Starts a purchase, or returns the one started earlier with the same key. The affiliate code, click and region come
 * from cookies, so that scripts can't set them.
 */
export const startPurchase = async (input: Submission): Promise<StartResult> => {
  try {
    const { key, tier_id, quantity, intake, customer, requirements, payment_provider_id } = Submission.parse(input)
    const [region, attribution, token] = await Promise.all([currentRegion(), currentAttribution(), sessionToken()])
    const body: z.input<typeof BeginServicePurchase> = {
      items: [{ tier_id, quantity, intake }],
      customer,
      requirements,
      consent: { terms: true, analytics: await analyticsAllowed() },
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
    // The payment doesn't wait for it.
    after(() => notePurchase(tier_id, quantity, data.purchase.id))
    return { ok: true, purchase: toStartedPurchase(data.purchase) }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

const GatewayChange = z.strictObject({ purchaseId: z.string().max(128), payment_provider_id: z.string().max(128) })

/** Switches a purchase to another payment provider. The previous provider's authorization is released. */
export const changeGateway = async (input: z.infer<typeof GatewayChange>): Promise<StartResult> => {
  try {
    const { purchaseId, payment_provider_id } = GatewayChange.parse(input)
    const { data } = await callRoute(routes, "POST /store/service-purchases/:id/payment", {
      params: { id: purchaseId },
      body: { payment_provider_id },
      token: await sessionToken(),
      timeoutMs: BEGIN_TIMEOUT_MS,
    })
    return { ok: true, purchase: toStartedPurchase(data.purchase) }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

/** Turns a paid purchase into an order. Safe to call repeatedly: always returns the same order. */
export const completePurchase = async (purchaseId: string): Promise<CompleteResult> => {
  try {
    const { data } = await callRoute(routes, "POST /store/service-purchases/:id/complete", {
      params: { id: String(purchaseId) },
      token: await sessionToken(),
      timeoutMs: COMPLETE_TIMEOUT_MS,
    })
    const delayed = data.type === "pending" && data.delayed === true
    // While the bank takes days, the shopper can fill another cart.
    if (data.type === "order" || delayed) await forgetPaidCart(String(purchaseId))
    if (data.type === "order") return { kind: "order" }
    return delayed ? { kind: "delayed" } : { kind: "pending", retry_after_seconds: data.retry_after }
  } catch (error) {
    if (!isApiError(error)) throw error
    if (error.status === 402) return { kind: "unpaid", code: error.code }
    // A timeout, restart or rate limit says nothing about the payment: try again.
    if (error.status >= 500 || error.status === 429)
      return { kind: "pending", retry_after_seconds: error.retryAfterSeconds ?? null }
    return { kind: "rejected", failure: error.failure }
  }
}

/** Returns the reference numbers of a purchase, which may not exist yet; null when there is no such purchase. */
export const referencesOf = async (purchaseId: string): Promise<string[] | null> => {
  const purchase = await findPurchase(String(purchaseId))
  return purchase?.service_requests.map(({ reference_number }) => reference_number) ?? null
}
