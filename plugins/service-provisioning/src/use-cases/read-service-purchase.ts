import { orderToken } from "@atrium/documents/use-cases"
import { clock, commonErrors } from "@atrium/kernel"
import { gatewayStateOf, isGatewayOutage, paymentFailureOf } from "@atrium/payments/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer, PaymentSessionDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"

import { PurchaseCustomer, type PurchaseState } from "../contracts/purchases"
import { publicPayment } from "../domain/public-payment"
import { isPayable, purchaseStatus, toPurchasedRequest } from "../domain/present-purchase"
import { findPurchase, type PurchaseRow } from "../data/purchases"
import { requestsOfOrder } from "../data/provisioned-units"
import { orderOfCart } from "../data/core/purchase-order"
import { type LiveCart, liveCartOf } from "../data/core/live-cart"
import { linesOnSale } from "../data/core/tiers-on-sale"

const sessionOf = async (container: MedusaContainer, purchase: PurchaseRow): Promise<PaymentSessionDTO | undefined> => {
  if (!purchase.payment_session_id) return undefined
  const [session] = await container.resolve(Modules.PAYMENT).listPaymentSessions({ id: [purchase.payment_session_id] })
  return session
}

/**
 * Whether a payment was started for another amount than the purchase costs now, or was deleted because the cart changed:
 * it can no longer be used and is not shown.
 */
const isOutdated = (purchase: PurchaseRow, session: PaymentSessionDTO | undefined, total: number): boolean =>
  session ? !MathBN.eq(session.amount, total) : purchase.payment_session_id !== null && total > 0

const lastError = (code: string | null | undefined): PurchaseState["error"] => {
  const failure = paymentFailureOf(code)
  return failure && { code: failure.code, message: failure.definition.message }
}

/** Services and goods of a purchase. A cart is read as it is now: it can change until it is paid. */
const boughtOf = async (
  knex: Knex,
  purchase: PurchaseRow,
  cart: LiveCart | undefined
): Promise<Pick<PurchaseState, "items" | "goods">> => {
  if (purchase.source === "purchase")
    return {
      goods: [],
      items: purchase.items.map((item, index) => ({
        tier_id: item.tier_id,
        quantity: item.quantity ?? 1,
        service: item.service ?? "",
        tier: item.tier ?? "",
        amount: cart?.amounts.get(index) ?? 0,
      })),
    }
  const rows = await linesOnSale(knex, purchase.cart_id)
  const services = new Set(rows.flatMap(({ line_id, of_service }) => (of_service ? [line_id] : [])))
  const lines = cart?.lines ?? []
  return {
    items: lines
      .filter(({ id }) => services.has(id))
      .map(({ variant_id, product, variant, quantity, amount }) => ({
        tier_id: variant_id,
        service: product,
        tier: variant,
        quantity,
        amount,
      })),
    goods: lines
      .filter(({ id }) => !services.has(id))
      .map(({ variant_id, product, variant, quantity, amount }) => ({
        variant_id,
        product,
        variant,
        quantity,
        amount,
      })),
  }
}

/** Personal data only for the signed-in customer the purchase belongs to; the id alone shows none. */
const personal = (purchase: PurchaseRow, customerId: string | undefined) => {
  if (customerId === undefined || purchase.customer_id !== customerId) return {}
  const customer = PurchaseCustomer.safeParse(purchase.customer)
  return {
    ...(customer.success ? { customer: customer.data } : {}),
    ...(purchase.requirements === null ? {} : { requirements: purchase.requirements }),
  }
}

/** While the gateway doesn't respond, the purchase stays open, so that the shopper can choose another one. */
const stateOrUnknown = async (
  container: MedusaContainer,
  session: Parameters<typeof gatewayStateOf>[1]
): ReturnType<typeof gatewayStateOf> => {
  try {
    return await gatewayStateOf(container, session)
  } catch (error) {
    if (isGatewayOutage(error)) return { state: "awaiting" }
    throw error
  }
}

/** The state of a purchase: payment, order, reference numbers. Throws `not_found`. */
export const readServicePurchase = async (
  container: MedusaContainer,
  input: { id: string; customerId: string | undefined }
): Promise<PurchaseState> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const purchase = await findPurchase(knex, input.id)
  if (!purchase) throw commonErrors.fail("not_found")
  const [order, session, cart] = await Promise.all([
    orderOfCart(knex, purchase.cart_id),
    sessionOf(container, purchase),
    liveCartOf(container, purchase.cart_id, { shipped: purchase.source === "cart" }),
  ])
  const bought = await boughtOf(knex, purchase, cart)
  const amount = cart?.total ?? Number(purchase.amount)
  const outdated = !order && isOutdated(purchase, session, amount)
  const gateway = session && !order && !outdated ? await stateOrUnknown(container, session) : undefined
  const failure = gateway?.state === "failed" ? (gateway.errorCode ?? "card_declined") : null
  const requests = order ? await requestsOfOrder(knex, order.id) : []
  const facts = {
    ordered: order !== null,
    gateway: gateway?.state ?? "awaiting",
    expired: purchase.expires_at !== null && purchase.expires_at < clock.now(),
  }
  return {
    id: purchase.id,
    status: purchaseStatus(facts),
    amount,
    currency_code: cart?.currency_code ?? purchase.currency_code ?? "",
    payment_provider_id: purchase.payment_provider_id,
    payment: session && !outdated ? publicPayment(session, isPayable(facts)) : null,
    ...bought,
    shipping_amount: cart?.shipping_amount ?? 0,
    discount_amount: cart?.discount_amount ?? 0,
    order: order ? { id: order.id, reference: order.reference } : null,
    service_requests: requests.map(toPurchasedRequest),
    error: order ? null : lastError(outdated ? "amount_changed" : failure),
    estimated_contact_hours: requests.length ? Math.max(...requests.map((one) => one.estimated_contact_hours)) : null,
    expires_at: (purchase.expires_at ?? purchase.created_at).toISOString(),
    created_at: purchase.created_at.toISOString(),
    ...(order ? { documents_token: orderToken(order.id, 3600) } : {}),
    ...personal(purchase, input.customerId),
  }
}
