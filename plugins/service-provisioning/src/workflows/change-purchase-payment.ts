import { clock, commonErrors } from "@atrium/kernel"
import type { PurchaseDetails } from "@atrium/payments/contracts"
import { paymentErrors } from "@atrium/payments/contracts"
import { gatewayStateOf } from "@atrium/payments/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"

import { provisioningErrors } from "../contracts/errors"
import type { PurchaseOut } from "../contracts/purchases"
import { choosePaymentProvider, marketRefusals } from "../domain/purchase-refusals"
import { publicPayment } from "../domain/public-payment"
import { findPurchase, type PurchaseRow, updatePurchase } from "../modules/service-request/store/purchases"
import { orderOfCart } from "../reconcile/order-head"
import { marketOf } from "./steps/check-service-purchase"

/** Refuses once money may be on its way: a second gateway would take it a second time. */
const refuseWhenPaid = async (container: MedusaContainer, knex: Knex, purchase: PurchaseRow): Promise<void> => {
  if (await orderOfCart(knex, purchase.cart_id)) throw paymentErrors.fail("already_paid")
  if (purchase.expires_at && purchase.expires_at < clock.now()) throw provisioningErrors.fail("purchase_expired")
  const sessions = await container
    .resolve(Modules.PAYMENT)
    .listPaymentSessions({ payment_collection_id: [purchase.payment_collection_id ?? ""] })
  for (const session of sessions) {
    const { state } = await gatewayStateOf(container, session)
    if (["authorized", "captured", "processing"].includes(state)) throw paymentErrors.fail("already_paid")
  }
}

const detailsOf = (purchase: PurchaseRow): PurchaseDetails => ({
  cart_id: purchase.cart_id,
  description: purchase.items
    .map((item) => item.service ?? "")
    .join(", ")
    .slice(0, 1000),
  customer: {
    name: purchase.customer?.full_name ?? null,
    email: purchase.customer?.email ?? null,
    phone: purchase.customer?.phone ?? null,
  },
})

/**
 * The same purchase through another gateway: core makes the new session and cancels the old one.
 * Throws `not_found`, `invalid_input`, `purchase_expired`, `already_paid`.
 */
export const changePurchasePayment = async (
  container: MedusaContainer,
  input: { id: string; payment_provider_id: string }
): Promise<PurchaseOut> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const purchase = await findPurchase(knex, input.id)
  if (!purchase) throw commonErrors.fail("not_found")
  await refuseWhenPaid(container, knex, purchase)
  const asked = { region_id: purchase.region_id ?? "", payment_provider_id: input.payment_provider_id }
  const market = await marketOf(container, asked)
  const details = marketRefusals(asked, market)
  const providerId = market && choosePaymentProvider(market, input.payment_provider_id)
  if (!providerId || Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
  const { result: session } = await createPaymentSessionsWorkflow(container).run({
    input: {
      payment_collection_id: purchase.payment_collection_id ?? "",
      provider_id: providerId,
      context: { purchase: detailsOf(purchase) },
    },
  })
  await updatePurchase(knex, purchase.id, {
    payment_provider_id: providerId,
    payment_session_id: session.id,
    status: "awaiting_payment",
    last_error_code: null,
  })
  return {
    id: purchase.id,
    cart_id: purchase.cart_id,
    amount: Number(purchase.amount),
    currency_code: purchase.currency_code ?? "",
    payment_provider_id: providerId,
    payment: publicPayment(session),
  }
}
