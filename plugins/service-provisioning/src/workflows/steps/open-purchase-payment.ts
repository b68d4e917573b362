import type { PurchaseDetails } from "@atrium/payments/contracts"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { PurchaseToBegin } from "../../domain/purchase-cart"
import type { BuiltCart } from "./build-purchase-cart"

const detailsOf = (input: PurchaseToBegin, cartId: string): PurchaseDetails => ({
  cart_id: cartId,
  description: input.items
    .map((item) => `${item.service} – ${item.tier.tier_title}`)
    .join(", ")
    .slice(0, 1000),
  customer: {
    name: input.body.customer.full_name,
    email: input.body.customer.email,
    phone: input.body.customer.phone,
  },
})

export type OpenedPayment = {
  collection_id: string
  session: { id: string; provider_id: string; data: Record<string, unknown> }
}

/** Payment collection, its link to the cart and the payment session at the gateway. */
export const openPurchasePaymentStep = createStep(
  "open-purchase-payment",
  async ({ input, cart }: { input: PurchaseToBegin; cart: BuiltCart }, { container }) => {
    const payments = container.resolve(Modules.PAYMENT)
    const money = { currency_code: input.market.currency_code, amount: Number(cart.total) }
    const collection = await payments.createPaymentCollections(money)
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.CART]: { cart_id: cart.id },
      [Modules.PAYMENT]: { payment_collection_id: collection.id },
    })
    const session = await payments.createPaymentSession(collection.id, {
      ...money,
      provider_id: input.payment_provider_id,
      data: {},
      context: { purchase: detailsOf(input, cart.id) } as Record<string, unknown>,
    })
    const opened: OpenedPayment = {
      collection_id: collection.id,
      session: { id: session.id, provider_id: session.provider_id, data: session.data },
    }
    return new StepResponse(opened, opened)
  },
  async (opened, { container }) => {
    if (!opened) return
    const payments = container.resolve(Modules.PAYMENT)
    // The session first: deleting it cancels the payment at the gateway.
    await payments.deletePaymentSession(opened.session.id)
    await payments.deletePaymentCollections([opened.collection_id])
  }
)
