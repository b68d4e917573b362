import { type Env, env } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type Stripe from "stripe"

import { paymentErrors } from "../../contracts/errors"
import type { DisputeStatus, GatewayDispute, GatewayPayment, GatewayRefund } from "../../contracts/gateway"
import { processedEventIds } from "../../data/gateway-events"
import { CredentialsRefusedError } from "../../domain/gateway-test"
import { minorUnitsOfStripe } from "../../domain/stripe-amounts"
import { declineCodeOf, failureOf, paymentCodeOf } from "../../domain/stripe-errors"
import { attemptOfDebit, moneyOfIntent, sessionOfIntent, stateOfIntent, StripeIntent } from "../../domain/stripe-intent"
import { stripeClient } from "./client"

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

/**
 * Calls Stripe; null for an unknown object. Throws `gateway_timeout` or `gateway_unavailable` when Stripe does not respond
 * or counts as down, which the queue retries, and other errors unchanged.
 */
const askStripe = async <T>(ask: (api: Stripe) => Promise<T>): Promise<T | null> => {
  try {
    return await ask(stripeApi())
  } catch (error) {
    const failure = failureOf(error)
    if (failure.code === "resource_missing") return null
    const code = paymentCodeOf(failure)
    throw code ? paymentErrors.fail(code, { cause: error }) : error
  }
}

/** An answer must arrive while staff wait for it. */
const CHECK = { timeout: 5000, maxNetworkRetries: 0 }
const REFUSALS: readonly unknown[] = ["StripeAuthenticationError", "StripePermissionError"]

/**
 * Reads one payment, which a restricted key of the shop must be allowed to do, unlike reading the balance. Asks even while
 * Stripe counts as down.
 * @throws CredentialsRefusedError
 */
export const checkStripe = async (): Promise<void> => {
  try {
    await stripeClient(stripeSettingsOf(), { guarded: false }).paymentIntents.list({ limit: 1 }, CHECK)
  } catch (error) {
    if (REFUSALS.includes(failureOf(error).type)) throw new CredentialsRefusedError("Stripe refused the key")
    throw error
  }
}

const PAGE_SIZE = 100
const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000)

/** A Stripe payment in the format shared by all gateways; null if it belongs to another shop. */
const paymentOf = (intent: StripeIntent): GatewayPayment | null => {
  const sessionId = sessionOfIntent(intent.metadata, env().ATRIUM_BACKEND_URL)
  if (!sessionId || intent.livemode !== stripeSettingsOf().live) return null
  const state = stateOfIntent(intent)
  const money = moneyOfIntent(intent)
  const minor = (units: number) => minorUnitsOfStripe(units, intent.currency)
  const attempt = attemptOfDebit(intent)
  // A bank's reasons are not a card's.
  const errorCode = attempt ? "debit_failed" : declineCodeOf(intent.last_payment_error ?? {})
  return {
    reference: intent.id,
    state,
    amount: minor(money.amount),
    currencyCode: intent.currency,
    sessionId,
    captured: minor(money.captured),
    refunded: minor(money.refunded),
    disputed: money.disputed,
    ...(attempt ? { attempt } : {}),
    ...(state === "failed" ? { errorCode } : {}),
  }
}

const intentAtStripe = async (reference: string): Promise<StripeIntent | null> => {
  const found = await askStripe((api) => api.paymentIntents.retrieve(reference, { expand: ["latest_charge"] }))
  return found ? StripeIntent.parse(found) : null
}

const DISPUTE_STATUSES: Readonly<Record<string, DisputeStatus>> = {
  won: "won",
  warning_closed: "won",
  lost: "lost",
  charge_refunded: "lost",
}

const disputesAtStripe = async (reference: string): Promise<readonly GatewayDispute[]> => {
  const disputes = await askStripe((api) => api.disputes.list({ payment_intent: reference, limit: PAGE_SIZE }))
  return (disputes?.data ?? []).map((dispute) => ({
    reference: dispute.id,
    amount: minorUnitsOfStripe(dispute.amount, dispute.currency),
    status: DISPUTE_STATUSES[dispute.status] ?? "open",
    respondBy: dispute.evidence_details?.due_by ? new Date(dispute.evidence_details.due_by * 1000) : null,
  }))
}

/** The state of a payment at Stripe now. One request, and one more where it is disputed. */
export const stripePayment = async (reference: string): Promise<GatewayPayment | null> => {
  const intent = await intentAtStripe(reference)
  const payment = intent && paymentOf(intent)
  return payment?.disputed ? { ...payment, disputes: await disputesAtStripe(reference) } : payment
}

/** Takes an authorized payment. No key: Stripe captures a payment once, and says so when it is asked again. */
export const captureStripePayment = async (reference: string): Promise<GatewayPayment | null> => {
  const taken = await askStripe((api) => api.paymentIntents.capture(reference, { expand: ["latest_charge"] }))
  return taken && paymentOf(StripeIntent.parse(taken))
}

/**
 * Releases or refunds a payment that will never have an order. Idempotent: an authorization is canceled by its state, and
 * the key of a refund contains how much was refunded before.
 */
export const releaseStripePayment = async (reference: string): Promise<void> => {
  const intent = await intentAtStripe(reference)
  // Another shop's payment is never touched.
  if (!intent || !paymentOf(intent) || intent.status === "canceled") return
  if (intent.status !== "succeeded") {
    await askStripe((api) => api.paymentIntents.cancel(reference))
    return
  }
  const { captured, refunded } = moneyOfIntent(intent)
  if (refunded >= captured) return
  const idempotencyKey = `release:${reference}:${refunded}`
  // Distinguished from a refund made on Stripe's own pages: its cart needs a new payment.
  await askStripe((api) =>
    api.refunds.create({ payment_intent: reference, metadata: { released: "true" } }, { idempotencyKey })
  )
}

const GONE: readonly string[] = ["failed", "canceled"]

/** The refunds of a payment; ours carry the id of Medusa's refund. One request per hundred. */
export const refundsAtStripe = async (reference: string): Promise<readonly GatewayRefund[]> => {
  const made = await askStripe((api) =>
    api.refunds.list({ payment_intent: reference, limit: PAGE_SIZE }).autoPagingToArray({ limit: 10_000 })
  )
  return (made ?? [])
    .filter((refund) => !GONE.includes(refund.status ?? ""))
    .map((refund) => ({
      amount: minorUnitsOfStripe(refund.amount, refund.currency),
      refundId: refund.metadata?.refund_id ?? null,
      released: refund.metadata?.released === "true",
      at: new Date(refund.created * 1000),
    }))
}

/** Types of events that the shop may have missed. */
const CHANGES = [
  "payment_intent.amount_capturable_updated",
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "charge.refunded",
  "charge.dispute.created",
  "charge.dispute.closed",
]

const referenceOf = ({ data: { object } }: Stripe.Event): string[] => {
  if (object.object === "payment_intent") return [object.id]
  const named = "payment_intent" in object ? object.payment_intent : null
  return typeof named === "string" ? [named] : []
}

const pageOfEvents = (window: { since: Date; until: Date }, after: string | undefined) =>
  askStripe((api) =>
    api.events.list({
      created: { gte: secondsOf(window.since), lt: secondsOf(window.until) },
      types: CHANGES,
      limit: PAGE_SIZE,
      ...(after ? { starting_after: after } : {}),
    })
  )

/**
 * Payments with a change that no event reported to the shop: Stripe's own list of events, without those in the inbox. One
 * request per hundred events, and one per payment whose event was lost.
 */
export async function* changedStripePayments(
  container: MedusaContainer,
  window: { since: Date; until: Date }
): AsyncGenerator<readonly GatewayPayment[]> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  for (let after: string | undefined; ;) {
    const page = await pageOfEvents(window, after)
    if (!page || page.data.length === 0) return
    const ids = page.data.map((event) => event.id)
    const known = await processedEventIds(knex, "stripe", ids)
    const lost = new Set(page.data.filter((event) => !known.has(event.id)).flatMap(referenceOf))
    const payments: GatewayPayment[] = []
    for (const reference of lost) {
      const payment = await stripePayment(reference)
      if (payment) payments.push(payment)
    }
    if (payments.length) yield payments
    if (!page.has_more) return
    after = ids.at(-1)
  }
}
