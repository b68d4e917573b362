import { clock, commonErrors, isAtriumError } from "@atrium/kernel"
import { paymentErrors } from "@atrium/payments/contracts"
import {
  CAPTURE_PAYMENT,
  declineOf,
  gatewayStateOf,
  isDelayed,
  paymentFailureOf,
  settleCart,
} from "@atrium/payments/use-cases"
import { performWork } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { provisioningErrors } from "../../contracts/errors"
import type { CompletedPurchase, PendingPurchase } from "../../contracts/purchases"
import { liveCartOf } from "../../data/core/live-cart"
import { orderWithRequests } from "../../data/core/purchase-order"
import { findPurchaseToComplete, type PurchaseToSettle } from "../../data/core/purchase-to-complete"
import { updatePurchase } from "../../data/purchases"
import { toPurchasedRequest } from "../../domain/present-purchase"
import { PROVISION_PAYMENT, PROVISION_UNIT } from "../../domain/work-kinds"

/** How long the response waits for provisioning, which then continues in the background. */
const WAIT_MS = 3000
/** What is left to do for the response after that. */
const ANSWER_MS = 200
const RETRY_AFTER_SECONDS = 2
/** While a bank takes days. */
const DELAYED_RETRY_SECONDS = 600

export type PurchaseToComplete = {
  readonly id: string
  readonly cart_id: string
  /** What it cost when its payment was started, major units as decimal text. */
  readonly amount: string | null
  /** `pending`: the gateway has no result yet. `ordered`: an earlier call made the order. */
  readonly state: "pending" | "paid" | "ordered"
  /** While it is pending: whether the bank takes days. */
  readonly delayed: boolean
  readonly order_id: string | null
}

const isPaid = (state: string): boolean => state === "authorized" || state === "captured"

type PaymentState = "paid" | "pending" | "delayed"

/** Throws when the purchase is not paid; otherwise whether the gateway has no result yet, or its bank takes days. */
const checkPaid = async (container: MedusaContainer, knex: Knex, purchase: PurchaseToSettle): Promise<PaymentState> => {
  if (Number(purchase.amount) === 0) return "paid"
  if (!purchase.payment_session_id) throw paymentErrors.fail("not_paid")
  // Core deletes a payment session when the cart's total changes.
  if (!purchase.session) throw paymentErrors.fail("amount_changed")
  const answer = await gatewayStateOf(container, purchase.session)
  if (isPaid(answer.state)) return "paid"
  if (answer.state === "processing") {
    if (!isDelayed(purchase.session.provider_id)) return "pending"
    if (purchase.status !== "processing")
      await updatePurchase(knex, purchase.id, { status: "processing", last_error_code: null })
    return "delayed"
  }
  const failure = answer.state === "failed" ? declineOf(answer) : paymentErrors.fail("not_paid")
  const { code } = failure
  if (code !== purchase.last_error_code && code !== "not_paid")
    await updatePurchase(knex, purchase.id, { last_error_code: code, status: "failed" })
  if (code !== "not_paid") throw failure
  if (purchase.expires_at && purchase.expires_at < clock.now()) throw provisioningErrors.fail("purchase_expired")
  // The gateway's event may have released a payment of the old total before.
  const cart = await liveCartOf(container, purchase.cart_id, { shipped: true })
  throw cart && cart.total !== Number(purchase.amount) ? paymentErrors.fail("amount_changed") : failure
}

/**
 * Finds the purchase and refuses it while it is not paid: `not_found`, `not_paid`, the gateway's code, or
 * `purchase_expired`.
 */
export const findPaidPurchase = async (container: MedusaContainer, id: string): Promise<PurchaseToComplete> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const purchase = await findPurchaseToComplete(knex, id)
  if (!purchase) throw commonErrors.fail("not_found")
  const payment = purchase.order_id === null ? await checkPaid(container, knex, purchase) : null
  return {
    id,
    cart_id: purchase.cart_id,
    amount: purchase.amount,
    state: payment === null ? "ordered" : payment === "paid" ? "paid" : "pending",
    delayed: payment === "delayed",
    order_id: purchase.order_id,
  }
}

export const findPaidPurchaseStep = createStep(
  "find-paid-purchase",
  async (id: string, { container }) => new StepResponse(await findPaidPurchase(container, id))
)

const CART_ERROR_CODES: readonly unknown[] = [MedusaError.Types.NOT_FOUND, MedusaError.Types.INVALID_DATA]

/** Core's errors about a missing or invalid part of the cart would look as if the purchase itself was missing. */
const insideThePurchase = async (container: MedusaContainer, purchase: PurchaseToComplete, error: unknown) => {
  if (isAtriumError(error) && error.code !== "not_found") return error
  const cart = await liveCartOf(container, purchase.cart_id, { shipped: true })
  if (!cart) return provisioningErrors.fail("purchase_expired")
  const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined
  if (!isAtriumError(error) && !CART_ERROR_CODES.includes(type)) return error
  if (cart.total !== Number(purchase.amount)) return paymentErrors.fail("amount_changed")
  return provisioningErrors.fail("service_unavailable")
}

export type SettledPurchase = { readonly order_id: string; readonly work: readonly string[] }

/**
 * Makes the order and schedules the capture.
 * No compensation: the order exists and its payment may be in progress; the reconcilers finish the rest.
 */
export const settlePurchase = async (
  container: MedusaContainer,
  purchase: PurchaseToComplete
): Promise<SettledPurchase> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  try {
    return await settleCart(container, purchase.cart_id)
  } catch (error) {
    if (isAtriumError(error) && paymentFailureOf(error.code))
      await updatePurchase(knex, purchase.id, { last_error_code: error.code, status: "failed" })
    throw await insideThePurchase(container, purchase, error)
  }
}

export const settlePurchaseStep = createStep(
  "settle-purchase",
  async (purchase: PurchaseToComplete, { container }) => new StepResponse(await settlePurchase(container, purchase))
)

/** The work that makes the purchase's service requests, from the capture to the units: the response waits only for this. */
const AWAITED = [CAPTURE_PAYMENT, PROVISION_PAYMENT, PROVISION_UNIT]

type ProvisioningToPerform = { readonly work: readonly string[]; readonly answer_by?: number | undefined }

/** Performs the scheduled work now, in this process, until the time limit. */
export const performProvisioning = async (
  container: MedusaContainer,
  { work, answer_by }: ProvisioningToPerform
): Promise<void> => {
  const waitMs = answer_by === undefined ? WAIT_MS : Math.max(0, answer_by - Date.now() - ANSWER_MS)
  await performWork(container, { causedBy: work, kinds: AWAITED, waitMs })
}

export const performProvisioningStep = createStep(
  "perform-provisioning",
  async (input: ProvisioningToPerform, { container }) => {
    await performProvisioning(container, input)
    return new StepResponse(undefined)
  }
)

export type Completion = CompletedPurchase | PendingPurchase

/** The order with the requests it has so far; pending without an order. */
export const readCompletion = async (
  container: MedusaContainer,
  { order_id: orderId, delayed }: { order_id: string | null; delayed: boolean }
): Promise<Completion> => {
  if (orderId === null)
    return delayed
      ? { type: "pending", retry_after: DELAYED_RETRY_SECONDS, delayed }
      : { type: "pending", retry_after: RETRY_AFTER_SECONDS }
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const order = await orderWithRequests(knex, orderId)
  if (!order) throw commonErrors.fail("not_found")
  return {
    type: "order",
    order: { id: orderId, reference: order.reference },
    provisioning: order.units !== null && order.requests.length >= order.units ? "done" : "pending",
    service_requests: order.requests.map(toPurchasedRequest),
  }
}

export const readCompletionStep = createStep(
  "read-completion",
  async (input: { order_id: string | null; delayed: boolean }, { container }) =>
    new StepResponse(await readCompletion(container, input))
)
