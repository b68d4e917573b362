import { createHash } from "node:crypto"

import { currencyExponent, toMajorText, toMinorUnits } from "@atrium/kernel"
import { z } from "zod"

import type { PaymentErrorCode } from "../contracts/errors"
import type { GatewayState } from "../contracts/gateway"

const text = z.string().nullish()
const Money = z.object({ value: z.string(), currency_code: z.string() })
export type PayPalMoney = z.infer<typeof Money>

const Authorization = z.object({
  id: z.string(),
  status: z.string(),
  amount: Money,
  processor_response: z.object({ response_code: text }).nullish(),
})
const Capture = z.object({ id: z.string(), status: z.string(), amount: Money })
export type PayPalCapture = z.infer<typeof Capture>
const Refund = z.object({
  id: z.string(),
  status: text,
  amount: Money,
  custom_id: text,
  create_time: z.string(),
})
const Payments = z.object({
  authorizations: z.array(Authorization).nullish(),
  captures: z.array(Capture).nullish(),
  refunds: z.array(Refund).nullish(),
})

/** The fields of a PayPal order that the shop reads. The shop's orders have one purchase unit. */
export const PayPalOrder = z.object({
  id: z.string(),
  status: z.string(),
  purchase_units: z
    .array(z.object({ reference_id: text, custom_id: text, amount: Money.nullish(), payments: Payments.nullish() }))
    .min(1),
  links: z.array(z.object({ href: z.string(), rel: z.string() })).nullish(),
})
export type PayPalOrder = z.infer<typeof PayPalOrder>

const unitOf = ({ purchase_units: [unit] }: PayPalOrder) => unit
const paymentsOf = (order: PayPalOrder) => unitOf(order)?.payments

const TAKEN = ["COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"]

/** The capture that holds the order's money. */
export const captureOf = (order: PayPalOrder): PayPalCapture | undefined =>
  paymentsOf(order)?.captures?.find(({ status }) => TAKEN.includes(status))

/** The authorization that decides: one that can be captured, else the latest. */
export const authorizationOf = (order: PayPalOrder) => {
  const all = paymentsOf(order)?.authorizations ?? []
  return all.find(({ status }) => status === "CREATED") ?? all.at(-1)
}

/** Refunds that were made or will be. */
export const refundsOf = (order: PayPalOrder) =>
  (paymentsOf(order)?.refunds ?? []).filter(({ status }) => status !== "FAILED" && status !== "CANCELLED")

const AUTHORIZATION_STATES: Readonly<Record<string, GatewayState>> = {
  CREATED: "authorized",
  DENIED: "failed",
  VOIDED: "canceled",
  EXPIRED: "canceled",
}

/**
 * The order's state. `approved`: the shopper agreed, and the shop has yet to ask PayPal for the authorization. An unknown
 * status counts as undecided: nothing happens until a known one follows.
 */
export const stateOfPayPal = (order: PayPalOrder): GatewayState | "approved" => {
  if (captureOf(order)) return "captured"
  const authorization = authorizationOf(order)
  const state = authorization && (AUTHORIZATION_STATES[authorization.status] ?? "processing")
  // A capture that PayPal reviews: its authorization is used, the money has not moved.
  if (state && state !== "failed") return paymentsOf(order)?.captures?.length ? "processing" : state
  if (order.status === "VOIDED" || ownIdsOf(unitOf(order)?.custom_id)?.givenUp) return "canceled"
  if (order.status === "APPROVED") return "approved"
  return state ?? (order.status === "COMPLETED" ? "processing" : "awaiting")
}

/** The order's amount: what was taken, else what is held, else what is asked for. */
export const amountOfPayPal = (order: PayPalOrder): PayPalMoney | null =>
  captureOf(order)?.amount ?? authorizationOf(order)?.amount ?? unitOf(order)?.amount ?? null

/** PayPal's decimal text in minor units. */
export const paypalMinorUnits = ({ value, currency_code }: PayPalMoney): bigint =>
  toMinorUnits(value, currency_code.toLowerCase())

/** Currencies that have decimals and that PayPal takes without. */
const WHOLE_AT_PAYPAL = ["huf", "twd"]

/** Minor units as PayPal writes them; null for an amount that PayPal refuses or would round. */
export const paypalAmount = (minor: bigint, currencyCode: string): string | null => {
  const code = currencyCode.toLowerCase()
  if (!WHOLE_AT_PAYPAL.includes(code)) return currencyExponent(code) > 2 ? null : toMajorText(minor, code)
  return minor % 100n === 0n ? String(minor / 100n) : null
}

const GIVEN_UP = "given_up"

/** Identifies the shop in an order's custom id, which has no room for its address. */
export const shopMark = (shop: string): string => createHash("sha256").update(shop).digest("hex").slice(0, 16)

export type OwnIds = { sessionId: string; cartId: string; shop: string; givenUp: boolean }

/** Our ids in the order's custom id, which PayPal repeats on its authorization, its capture and their events. */
export const customIdOf = ({ sessionId, cartId, shop, givenUp }: OwnIds): string =>
  [sessionId, cartId, shop, ...(givenUp ? [GIVEN_UP] : [])].join("|")

export const ownIdsOf = (customId: string | null | undefined): OwnIds | null => {
  const [sessionId, cartId, shop, mark] = (customId ?? "").split("|")
  if (!sessionId || cartId === undefined || !shop) return null
  return { sessionId, cartId, shop, givenUp: mark === GIVEN_UP }
}

/** Our ids of an order; null if another shop or tool that uses the account made it. */
export const idsOfOrder = (order: PayPalOrder, shop: string): OwnIds | null => {
  const ids = ownIdsOf(unitOf(order)?.custom_id)
  return ids?.shop === shop ? ids : null
}

/** PayPal's page, on which the shopper agrees to pay. */
export const approvalUrlOf = ({ links }: PayPalOrder): string | null =>
  links?.find(({ rel }) => rel === "payer-action" || rel === "approve")?.href ?? null

const BY_ISSUE: Readonly<Record<string, PaymentErrorCode>> = {
  CARD_EXPIRED: "expired_card",
  PAYER_ACTION_REQUIRED: "authentication_failed",
}

/** The shop's code of a refused authorization. An issue that we have no code for is a decline. */
export const declineOfIssue = (issue: string | null): PaymentErrorCode => BY_ISSUE[issue ?? ""] ?? "card_declined"

/** PayPal's codes of the bank's answer. */
const BY_RESPONSE: Readonly<Record<string, PaymentErrorCode>> = { "5120": "insufficient_funds", "5400": "expired_card" }

/** The shop's code of a denied authorization. */
export const declineOfPayPal = (order: PayPalOrder): PaymentErrorCode =>
  BY_RESPONSE[authorizationOf(order)?.processor_response?.response_code ?? ""] ?? "card_declined"
