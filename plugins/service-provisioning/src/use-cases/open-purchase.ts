import { randomUUID } from "node:crypto"

import { clock } from "@atrium/kernel"
import { COMPLETION_TRACE, type PurchaseDetails } from "@atrium/payments/contracts"
import { callWithoutTransaction, inOneTransaction, knexOf, type ModuleCalls } from "@atrium/server"
import type { CreateTaxLineDTO, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, decorateCartTotals, MathBN, Modules } from "@medusajs/framework/utils"
import { updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import { provisioningErrors } from "../contracts/errors"
import type { PurchaseOut } from "../contracts/purchases"
import { cartFactsOf } from "../data/core/cart-facts"
import type { AnsweredKey } from "../data/idempotency-keys"
import { insertPurchase, newPurchaseId, type PurchaseItemRow, removePurchase } from "../data/purchases"
import { publicPayment } from "../domain/public-payment"
import { cartLine, countryOf, nameParts, type PurchaseToBegin } from "../domain/purchase-cart"
import { createGuestCustomer } from "./find-guest-customer"
import { type Buyer, pricesOf, taxesOf } from "./price-purchase"

/** Hours until an unpaid purchase expires. */
const OPEN_HOURS = 24

/** The signed-in customer, else the guest with this email address, who may have no customer yet. */
const buyerOf = async (container: MedusaContainer, input: PurchaseToBegin, guestId: string | null): Promise<Buyer> => {
  if (!input.customer_id) return { id: guestId, groups: [] }
  const customer = await container
    .resolve(Modules.CUSTOMER)
    .retrieveCustomer(input.customer_id, { select: ["id"], relations: ["groups"] })
  return { id: customer.id, groups: customer.groups.map(({ id }) => ({ id })) }
}

type Priced = {
  readonly items: readonly (ReturnType<typeof cartLine> & { tax_lines: CreateTaxLineDTO[] })[]
  readonly total: string
}

/** The lines of the cart with prices and taxes, and their total without promotions. */
const priced = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  buyer: Buyer,
  otherTaxes: boolean
): Promise<Priced> => {
  const prices = await pricesOf(container, input, buyer)
  const lines = input.body.items.flatMap((item, place) => {
    const tier = input.items[place]?.tier
    const price = prices[place]
    return tier && price ? [cartLine(tier, price, item.quantity, place)] : []
  })
  const taxes = await taxesOf(container, input, buyer, { lines, otherTaxes })
  const items = lines.map((line, place) => ({ ...line, tax_lines: taxes[place] ?? [] }))
  const counted = items.map((item, place) => ({ ...item, id: String(place), adjustments: [] }))
  const { total } = decorateCartTotals({ items: counted, shipping_methods: [], region: {} })
  return { items, total: MathBN.convert(total as number).toString() }
}

/** Applies automatic promotions as core would; returns the total. */
const applyPromotions = async (container: MedusaContainer, cartId: string): Promise<string> => {
  await updateCartPromotionsWorkflow(container).run({ input: { cart_id: cartId } })
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "cart", fields: ["id", "total"], filters: { id: cartId } })
  const [cart] = data as { total?: unknown }[]
  return MathBN.convert(cart?.total as number).toString()
}

const writeCart = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  { buyer, items }: Priced & { buyer: Buyer },
  call: ModuleCalls
): Promise<string> => {
  const { email, full_name: fullName, phone } = input.body.customer
  const customers = container.resolve(Modules.CUSTOMER)
  const customerId = buyer.id ?? (await call((context) => customers.createCustomers({ email }, context))).id
  const country = countryOf(input)
  const carts = container.resolve(Modules.CART)
  const cart = await call((context) =>
    carts.createCarts(
      {
        region_id: input.market.region_id,
        currency_code: input.market.currency_code,
        customer_id: customerId,
        email,
        metadata: { [COMPLETION_TRACE]: randomUUID() },
        sales_channel_id: input.sales_channel_id,
        ...(country ? { shipping_address: { country_code: country } } : {}),
        billing_address: { ...nameParts(fullName), phone },
        items: [...items],
      },
      context
    )
  )
  return cart.id
}

type Opening = { readonly cart_id: string; readonly collection_id: string; readonly total: string }

/** The payment collection and its tie to the cart. Called directly: core's `link` first reads whether it is tied already. */
const writeCollection = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  { cart_id, total }: Pick<Opening, "cart_id" | "total">,
  call: ModuleCalls
): Promise<Opening> => {
  const payments = container.resolve(Modules.PAYMENT)
  const money = { currency_code: input.market.currency_code, amount: Number(total) }
  const { id } = await call((context) => payments.createPaymentCollections(money, context))
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const ties = link.getLinkModule(Modules.CART, "cart_id", Modules.PAYMENT, "payment_collection_id")
  if (!ties) throw new Error("Medusa ties no cart to a payment collection")
  await call((context) => ties.create(cart_id, id, undefined, context))
  return { cart_id, collection_id: id, total }
}

/**
 * Guest, cart and payment collection in one transaction. Promotions are applied by core, which has to see the cart: in
 * between, in a transaction of their own.
 */
const writeOpening = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  buying: Priced & { buyer: Buyer; promotions: boolean },
  eventGroupId: string
): Promise<Opening> => {
  if (!buying.promotions)
    return inOneTransaction(container, eventGroupId, async ({ call }) => {
      const cart_id = await writeCart(container, input, buying, call)
      return writeCollection(container, input, { cart_id, total: buying.total }, call)
    })
  const cart_id = await inOneTransaction(container, eventGroupId, ({ call }) =>
    writeCart(container, input, buying, call)
  )
  try {
    const total = await applyPromotions(container, cart_id)
    return await inOneTransaction(container, eventGroupId, ({ call }) =>
      writeCollection(container, input, { cart_id, total }, call)
    )
  } catch (error) {
    await container.resolve(Modules.CART).deleteCarts([cart_id])
    throw error
  }
}

/** As `writeOpening`. Two parallel requests with a new address: one creates the guest, both use it. */
const openOnce = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  buying: Priced & { buyer: Buyer; promotions: boolean },
  eventGroupId: string
): Promise<Opening> => {
  try {
    return await writeOpening(container, input, buying, eventGroupId)
  } catch (failure) {
    if (buying.buyer.id !== null) throw failure
    const { guest_id: id } = await cartFactsOf(knexOf(container), input.body.customer.email)
    if (id === null) throw failure
    return writeOpening(container, input, { ...buying, buyer: { ...buying.buyer, id } }, eventGroupId)
  }
}

const detailsOf = (input: PurchaseToBegin, cartId: string, purchaseId: string): PurchaseDetails => ({
  cart_id: cartId,
  purchase_id: purchaseId,
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

const itemsOf = (input: PurchaseToBegin): PurchaseItemRow[] =>
  input.body.items.map((item, index) => ({
    tier_id: item.tier_id,
    quantity: item.quantity,
    intake: item.intake ?? {},
    template_version_id: input.items[index]?.template_version_id ?? "",
    service: input.items[index]?.service ?? "",
    tier: input.items[index]?.tier.tier_title ?? "",
  }))

/** What there is of a purchase, to take it back. */
export type OpenedPurchase = {
  readonly purchase: PurchaseOut | null
  readonly cart_id: string
  readonly collection_id: string
  readonly session_id: string | null
}

/** Takes back what `openPurchase` made; the guest stays. */
export const closePurchase = async (container: MedusaContainer, opened: OpenedPurchase): Promise<void> => {
  const payments = container.resolve(Modules.PAYMENT)
  if (opened.purchase) await removePurchase(knexOf(container), opened.purchase.id)
  // Before its collection: deleting the session cancels the payment at the gateway.
  if (opened.session_id) await payments.deletePaymentSession(opened.session_id)
  await payments.deletePaymentCollections([opened.collection_id])
  await container.resolve(Modules.CART).deleteCarts([opened.cart_id])
}

/** The payment session at the gateway and the purchase itself, with the answer for callers who send the key again. */
const openPayment = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  { cart_id, collection_id, total }: Opening,
  { eventGroupId, answers }: Options
): Promise<OpenedPurchase & { purchase: PurchaseOut }> => {
  const payments = container.resolve(Modules.PAYMENT)
  const id = newPurchaseId()
  let opened: OpenedPurchase = { purchase: null, cart_id, collection_id, session_id: null }
  try {
    // Outside of any transaction: the gateway may take its time.
    const session = await callWithoutTransaction(container, eventGroupId, (context) =>
      payments.createPaymentSession(
        collection_id,
        {
          currency_code: input.market.currency_code,
          amount: Number(total),
          provider_id: input.payment_provider_id,
          data: {},
          context: { purchase: detailsOf(input, cart_id, id) } as Record<string, unknown>,
        },
        context
      )
    )
    opened = { ...opened, session_id: session.id }
    const purchase = await insertPurchase(
      knexOf(container),
      {
        cart_id,
        customer_id: input.customer_id ?? null,
        customer: input.body.customer,
        requirements: input.body.requirements,
        items: itemsOf(input),
        affiliate_code: input.body.affiliate_code ?? null,
        click_id: input.body.click_id ?? null,
        consent: input.body.consent ?? null,
        region_id: input.market.region_id,
        currency_code: input.market.currency_code,
        payment_provider_id: session.provider_id,
        payment_collection_id: collection_id,
        payment_session_id: session.id,
        amount: total,
        expires_at: new Date(clock.now().getTime() + OPEN_HOURS * 3_600_000),
      },
      { id, payment: publicPayment(session), answers }
    )
    return { ...opened, purchase }
  } catch (error) {
    await closePurchase(container, opened).catch((failure: unknown) => {
      const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.error("A purchase that failed was not taken back in full", failure instanceof Error ? failure : undefined)
    })
    throw error
  }
}

type Options = {
  /** Events of core's modules are published or dropped together under this id. */
  readonly eventGroupId: string
  /** The idempotency key that the purchase answers; undefined where the caller saves the answer. */
  readonly answers: AnsweredKey | undefined
}

/**
 * Builds a purchase's cart and payment session on core's modules, the rows that core's workflows would write, and saves
 * the facts of the purchase. Throws `invalid_input` for items without a price in the market, and `purchase_refused`.
 */
export const openPurchase = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  options: Options
): Promise<OpenedPurchase & { purchase: PurchaseOut }> => {
  const { email } = input.body.customer
  const facts = await cartFactsOf(knexOf(container), email, input.customer_id)
  if (facts.suspended) throw provisioningErrors.fail("purchase_refused")
  const { guest_id, promotions, other_taxes: otherTaxes } = facts
  const known = await buyerOf(container, input, guest_id)
  // A tax provider other than Medusa's may go by the customer.
  const buyer = known.id === null && otherTaxes ? { ...known, id: await createGuestCustomer(container, email) } : known
  const buying = { ...(await priced(container, input, buyer, otherTaxes)), buyer, promotions }
  const opening = await openOnce(container, input, buying, options.eventGroupId)
  return openPayment(container, input, opening, options)
}
