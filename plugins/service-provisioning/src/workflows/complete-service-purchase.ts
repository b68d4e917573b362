import { clock, commonErrors, isAtriumError } from "@atrium/kernel"
import { isPaymentErrorCode, paymentErrors } from "@atrium/payments/contracts"
import { CAPTURE_PAYMENT, gatewayStateOf, settleCartWorkflow } from "@atrium/payments/workflows"
import { performWork } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"

import { provisioningErrors } from "../contracts/errors"
import type { CompletedPurchase } from "../contracts/purchases"
import { toPurchasedRequest } from "../domain/present-purchase"
import { liveCartOf } from "../data/core/live-cart"
import { orderWithRequests } from "../data/core/purchase-order"
import { findPurchase, type PurchaseRow, updatePurchase } from "../data/purchases"
import { PROVISION_PAYMENT, PROVISION_UNIT } from "../domain/work-kinds"

/** How long an answer waits for provisioning; what is not done then continues in the background. */
const WAIT_MS = 3000
const RETRY_AFTER_SECONDS = 2

export type Completion = CompletedPurchase | { type: "pending"; retry_after: number }

const isPaid = (state: string): boolean => state === "authorized" || state === "captured"

/** Refuses while nothing is paid; false while the gateway has not decided. */
const checkPaid = async (container: MedusaContainer, knex: Knex, purchase: PurchaseRow): Promise<boolean> => {
  if (Number(purchase.amount) === 0) return true
  if (!purchase.payment_session_id) throw paymentErrors.fail("not_paid")
  const [session] = await container.resolve(Modules.PAYMENT).listPaymentSessions({ id: [purchase.payment_session_id] })
  // Core takes a payment away when its cart comes to another total.
  if (!session) throw paymentErrors.fail("amount_changed")
  const { state, errorCode } = await gatewayStateOf(container, session)
  if (isPaid(state)) return true
  if (state === "processing") return false
  const code = state === "failed" ? (errorCode ?? "card_declined") : "not_paid"
  if (code !== purchase.last_error_code && code !== "not_paid")
    await updatePurchase(knex, purchase.id, { last_error_code: code, status: "failed" })
  if (code === "not_paid" && purchase.expires_at && purchase.expires_at < clock.now())
    throw provisioningErrors.fail("purchase_expired")
  throw paymentErrors.fail(code)
}

const NOT_OF_THE_PURCHASE: readonly unknown[] = [MedusaError.Types.NOT_FOUND, MedusaError.Types.INVALID_DATA]

/** The purchase is there: what is not found or not whole inside of it, core's words would say of the purchase itself. */
const insideThePurchase = async (container: MedusaContainer, purchase: PurchaseRow, error: unknown) => {
  if (isAtriumError(error) && error.code !== "not_found") return error
  const cart = await liveCartOf(container, purchase.cart_id)
  if (!cart) return provisioningErrors.fail("purchase_expired")
  const type = typeof error === "object" && error !== null && "type" in error ? error.type : undefined
  if (!isAtriumError(error) && !NOT_OF_THE_PURCHASE.includes(type)) return error
  if (cart.total !== Number(purchase.amount)) return paymentErrors.fail("amount_changed")
  return provisioningErrors.fail("service_unavailable")
}

const settle = async (container: MedusaContainer, knex: Knex, purchase: PurchaseRow) => {
  try {
    const { result } = await settleCartWorkflow(container).run({ input: { cart_id: purchase.cart_id } })
    return result
  } catch (error) {
    if (isAtriumError(error) && isPaymentErrorCode(error.code))
      await updatePurchase(knex, purchase.id, { last_error_code: error.code, status: "failed" })
    throw await insideThePurchase(container, purchase, error)
  }
}

/** What makes the purchase's service requests, from the capture to the units: an answer waits for this and no more. */
const AWAITED = [CAPTURE_PAYMENT, PROVISION_PAYMENT, PROVISION_UNIT]

/**
 * Turns a paid purchase into its order and provisions it; any number of calls, also at once, give the same order.
 * Throws `not_found`, `not_paid`, the gateway's code, `purchase_expired`, or what the completion validators refuse.
 */
export const completeServicePurchase = async (container: MedusaContainer, id: string): Promise<Completion> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const purchase = await findPurchase(knex, id)
  if (!purchase) throw commonErrors.fail("not_found")
  if (purchase.order_id) return completed(knex, purchase.order_id)
  if (!(await checkPaid(container, knex, purchase))) return { type: "pending", retry_after: RETRY_AFTER_SECONDS }
  const { order_id: orderId, work } = await settle(container, knex, purchase)
  await performWork(container, { causedBy: work, kinds: AWAITED, waitMs: WAIT_MS })
  return completed(knex, orderId)
}

const completed = async (knex: Knex, orderId: string): Promise<CompletedPurchase> => {
  const order = await orderWithRequests(knex, orderId)
  if (!order) throw commonErrors.fail("not_found")
  return {
    type: "order",
    order: { id: orderId, display_id: order.display_id },
    provisioning: order.units !== null && order.requests.length >= order.units ? "done" : "pending",
    service_requests: order.requests.map(toPurchasedRequest),
  }
}
