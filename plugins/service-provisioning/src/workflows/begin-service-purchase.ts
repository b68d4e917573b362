import type { PurchaseDetails } from "@atrium/payments/contracts"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  createCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"

import type { BeginServicePurchase } from "../contracts/purchases"
import { keepPurchaseStep } from "./steps/keep-purchase"
import { PURCHASE_ITEM } from "./work/provision-payment"

/** A purchase that nothing refuses any more. */
export type PurchaseToBegin = {
  body: BeginServicePurchase
  region_id: string
  currency_code: string
  payment_provider_id: string
  /** The sales channel of the publishable key. */
  sales_channel_id: string | undefined
  /** The signed-in customer. */
  customer_id: string | undefined
  /** Template version and title of each item's service, in the order of the items. */
  versions: { id: string; service: string | null }[]
}

const nameParts = (fullName: string): { first_name: string; last_name: string } => {
  const [first = "", ...rest] = fullName.split(/\s+/)
  return { first_name: first, last_name: rest.join(" ") }
}

const cartOf = (input: PurchaseToBegin) => ({
  region_id: input.region_id,
  currency_code: input.currency_code,
  email: input.body.customer.email,
  ...(input.sales_channel_id ? { sales_channel_id: input.sales_channel_id } : {}),
  ...(input.customer_id ? { customer_id: input.customer_id } : {}),
  billing_address: { ...nameParts(input.body.customer.full_name), phone: input.body.customer.phone },
  items: input.body.items.map((item, index) => ({
    variant_id: item.tier_id,
    quantity: item.quantity,
    // Nothing is sent anywhere, whatever profile the product carries.
    requires_shipping: false,
    metadata: { [PURCHASE_ITEM]: index },
  })),
})

const purchaseDetails = (input: PurchaseToBegin, cartId: string, titles: readonly string[]): PurchaseDetails => ({
  cart_id: cartId,
  description: titles.join(", ").slice(0, 1000),
  customer: {
    name: input.body.customer.full_name,
    email: input.body.customer.email,
    phone: input.body.customer.phone,
  },
})

/**
 * Builds cart, payment collection and payment session with core's workflows and keeps the facts of the purchase. What
 * it takes and gives is the promise; the inside may be replaced by something faster.
 */
export const beginServicePurchaseWorkflow = createWorkflow("begin-service-purchase", (input: PurchaseToBegin) => {
  const cart = createCartWorkflow.runAsStep({ input: transform({ input }, (data) => cartOf(data.input)) })
  const collection = createPaymentCollectionForCartWorkflow.runAsStep({
    input: transform({ cart }, (data) => ({ cart_id: data.cart.id })),
  })
  const session = createPaymentSessionsWorkflow.runAsStep({
    input: transform({ input, cart, collection }, (data) => ({
      payment_collection_id: data.collection.id,
      provider_id: data.input.payment_provider_id,
      context: {
        purchase: purchaseDetails(
          data.input,
          data.cart.id,
          (data.cart.items ?? []).map((item, index) => data.input.versions[index]?.service ?? item.title)
        ),
      },
    })),
  })
  const kept = keepPurchaseStep(transform({ input, cart, collection, session }, (data) => data))
  return new WorkflowResponse(kept)
})
