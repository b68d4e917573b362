import { clock, commonErrors } from "@atrium/kernel"
import type { PurchaseDetails } from "@atrium/payments/contracts"
import { paymentErrors } from "@atrium/payments/contracts"
import { cartLock, gatewayStateOf, isDelayed, isGatewayOutage, setSessionAside } from "@atrium/payments/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer, PaymentProviderContext, PaymentSessionDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules, PaymentSessionStatus } from "@medusajs/framework/utils"
import { createPaymentSessionsWorkflow, refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"

import { provisioningErrors } from "../contracts/errors"
import type { PurchaseOut } from "../contracts/purchases"
import { choosePaymentProvider, marketRefusals } from "../domain/purchase-refusals"
import { publicPayment } from "../domain/public-payment"
import { findPurchase, type PurchaseRow, updatePurchase } from "../data/purchases"
import { orderOfCart } from "../data/core/purchase-order"
import { linesOnSale } from "../data/core/tiers-on-sale"
import { areSold, refuseSuspended } from "./validate-cart-lines"
import { type LiveCart, liveCartOf } from "../data/core/live-cart"
import { marketOf } from "./find-market"

/** A completion that waits for a gateway may hold the cart's lock for as long. */
const LOCK_WAIT_SECONDS = 20

/** The payment sessions of a purchase that may still pay for it. */
const usableSessions = async (container: MedusaContainer, purchase: PurchaseRow): Promise<PaymentSessionDTO[]> => {
  const sessions = await container
    .resolve(Modules.PAYMENT)
    .listPaymentSessions({ payment_collection_id: [purchase.payment_collection_id ?? ""] })
  return sessions.filter(({ status }) => status !== PaymentSessionStatus.CANCELED)
}

/** A payment whose gateway doesn't respond. */
type Unreachable = { readonly providerId: string; readonly error: unknown }

/**
 * Refuses once a payment may be in progress: a second gateway would charge the shopper twice. A payment authorized for
 * another amount than the purchase costs now can't pay for it, and is released with its session. Returns the payments
 * whose gateway doesn't respond: they can't be ruled out, and their money is returned if they turn out to be paid.
 */
const refuseWhenPaid = async (
  container: MedusaContainer,
  knex: Knex,
  purchase: PurchaseRow,
  total: number
): Promise<Unreachable[]> => {
  if (await orderOfCart(knex, purchase.cart_id)) throw paymentErrors.fail("already_paid")
  const unreachable: Unreachable[] = []
  for (const session of await usableSessions(container, purchase)) {
    const answer = await gatewayStateOf(container, session).catch((error: unknown) => {
      if (!isGatewayOutage(error)) throw error
      // The bank may still pay: only it can say that it won't.
      if (purchase.status === "processing") throw paymentErrors.fail("payment_processing")
      unreachable.push({ providerId: session.provider_id, error })
      return null
    })
    if (!answer) continue
    const { state } = answer
    const held = state === "authorized" && !MathBN.eq(session.amount, total)
    if (state === "processing" && isDelayed(session.provider_id)) throw paymentErrors.fail("payment_processing")
    if (!held && ["authorized", "captured", "processing"].includes(state)) throw paymentErrors.fail("already_paid")
  }
  if (purchase.expires_at && purchase.expires_at < clock.now()) throw provisioningErrors.fail("purchase_expired")
  return unreachable
}

type NewSession = {
  provider_id: string
  context: PaymentProviderContext & { purchase: PurchaseDetails }
}

/**
 * Starts a payment where an earlier one's gateway doesn't respond. Core's workflow would wait for it to cancel the earlier
 * payment, and leave it in the cart; here it is set aside. No completion of the cart runs meanwhile, and of two calls the
 * later one's payment is the purchase's.
 */
const startBeside = async (
  container: MedusaContainer,
  knex: Knex,
  purchase: PurchaseRow,
  session: NewSession & { amount: number; currency_code: string },
  record: (session: PaymentSessionDTO) => Promise<void>
): Promise<PaymentSessionDTO> =>
  container.resolve(Modules.LOCKING).execute(
    [cartLock(purchase.cart_id)],
    async () => {
      if (await orderOfCart(knex, purchase.cart_id)) throw paymentErrors.fail("already_paid")
      const earlier = await usableSessions(container, purchase)
      const started = await container
        .resolve(Modules.PAYMENT)
        .createPaymentSession(purchase.payment_collection_id ?? "", { ...session, data: {} })
      for (const one of earlier) await setSessionAside(container, one)
      await record(started)
      return started
    },
    { timeout: LOCK_WAIT_SECONDS }
  )

/** As core: one payment at a time, the earlier one is canceled at its gateway. */
const startInstead = async (
  container: MedusaContainer,
  purchase: PurchaseRow,
  session: NewSession,
  record: (session: PaymentSessionDTO) => Promise<void>
): Promise<PaymentSessionDTO> => {
  const { result } = await createPaymentSessionsWorkflow(container).run({
    input: { payment_collection_id: purchase.payment_collection_id ?? "", ...session },
  })
  await record(result)
  return result
}

/** Only carts have goods, which are sent for a price. */
const shippedOf = ({ source }: PurchaseRow) => ({ shipped: source === "cart" })

const detailsOf = (purchase: PurchaseRow): PurchaseDetails => ({
  cart_id: purchase.cart_id,
  purchase_id: purchase.id,
  description: purchase.items
    .flatMap((item) => item.service ?? [])
    .join(", ")
    .slice(0, 1000),
  customer: {
    name: purchase.customer?.full_name ?? null,
    email: purchase.customer?.email ?? null,
    phone: purchase.customer?.phone ?? null,
  },
})

/**
 * Updates the purchase's cart to current prices, so that the shopper sees the amount before paying it. Core changes the
 * payment collection's amount with it and deletes payment sessions for another amount.
 */
const repriced = async (container: MedusaContainer, knex: Knex, purchase: PurchaseRow): Promise<LiveCart> => {
  const rows = await linesOnSale(knex, purchase.cart_id)
  refuseSuspended(rows)
  if (!areSold(rows)) throw provisioningErrors.fail("service_unavailable")
  await refreshCartItemsWorkflow(container).run({ input: { cart_id: purchase.cart_id, force_refresh: true } })
  const cart = await liveCartOf(container, purchase.cart_id, shippedOf(purchase))
  if (!cart) throw provisioningErrors.fail("purchase_expired")
  return cart
}

const presented = (
  purchase: PurchaseRow,
  { amount, currency_code }: { amount: string; currency_code: string },
  providerId: string,
  payment: PurchaseOut["payment"]
): PurchaseOut => ({
  id: purchase.id,
  amount: Number(amount),
  currency_code,
  payment_provider_id: providerId,
  payment,
})

/**
 * Starts a new payment for the same purchase at current prices through the requested gateway: core makes the new session
 * and cancels the old one. One whose gateway doesn't respond is set aside, and its money returned if it was paid.
 * Throws `not_found`, `invalid_input`, `purchase_expired`, `already_paid`, `payment_processing`, `purchase_refused`,
 * `service_unavailable`.
 */
export const changePurchasePayment = async (
  container: MedusaContainer,
  input: { id: string; payment_provider_id?: string | undefined }
): Promise<PurchaseOut> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const purchase = await findPurchase(knex, input.id)
  if (!purchase) throw commonErrors.fail("not_found")
  const before = await liveCartOf(container, purchase.cart_id, shippedOf(purchase))
  if (!before) throw provisioningErrors.fail("purchase_expired")
  const unreachable = await refuseWhenPaid(container, knex, purchase, before.total)
  const asked = {
    region_id: before.region_id ?? "",
    ...(input.payment_provider_id === undefined ? {} : { payment_provider_id: input.payment_provider_id }),
  }
  const market = await marketOf(container, asked)
  const details = marketRefusals(asked, market)
  const providerId = market && choosePaymentProvider(market, input.payment_provider_id)
  if (!providerId || Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
  const same = unreachable.find((one) => one.providerId === providerId)
  if (same) throw same.error
  const { total, currency_code } = await repriced(container, knex, purchase)
  const amount = { amount: String(total), currency_code }
  if (total === 0) {
    await updatePurchase(knex, purchase.id, { ...amount, payment_session_id: null, last_error_code: null })
    return presented(purchase, amount, providerId, null)
  }
  const start = { provider_id: providerId, context: { purchase: detailsOf(purchase) } }
  const record = (session: PaymentSessionDTO) =>
    updatePurchase(knex, purchase.id, {
      ...amount,
      payment_provider_id: providerId,
      payment_session_id: session.id,
      status: "awaiting_payment",
      last_error_code: null,
    })
  const session = unreachable.length
    ? await startBeside(container, knex, purchase, { ...start, amount: total, currency_code }, record)
    : await startInstead(container, purchase, start, record)
  return presented(purchase, amount, providerId, publicPayment(session))
}
