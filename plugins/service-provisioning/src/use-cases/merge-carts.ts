import { moveFiles } from "@atrium/documents/tx"
import { isAtriumError } from "@atrium/kernel"
import { cartLock } from "@atrium/payments/use-cases"
import { graphRows, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules, PromotionActions } from "@medusajs/framework/utils"
import {
  addToCartWorkflow,
  deleteLineItemsWorkflow,
  transferCartCustomerWorkflow,
  updateCartPromotionsWorkflow,
  updateCartWorkflow,
} from "@medusajs/medusa/core-flows"
import { z } from "zod"

import { moveDraft } from "../data/checkout-drafts"
import { cartUnits } from "../data/core/cart-units"
import { findOpenCart } from "../data/core/open-cart"
import { tiersOnSale } from "../data/core/tiers-on-sale"
import { findCartFacts, saveCartFacts } from "../data/purchases"
import { mergedAnswers, mergedRequirements, unitsToAdd } from "../domain/merged-cart"
import { stockOfVariants } from "./stock-of-variants"

/** Longest wait for other changes of the two carts. */
const WAIT_SECONDS = 15

const Cart = z.object({
  id: z.string(),
  customer_id: z.string().nullish(),
  completed_at: z.unknown(),
  region_id: z.string().nullish(),
  sales_channel_id: z.string().nullish(),
  promotions: z.array(z.object({ code: z.string().nullish() }).nullable()).nullish(),
})
const FIELDS = ["id", "customer_id", "completed_at", "region_id", "sales_channel_id", "promotions.code"]

const readCart = async (container: MedusaContainer, id: string) =>
  (await graphRows(container, Cart, { entity: "cart", fields: FIELDS, filters: { id } }))[0]

/** Runs a change that may be refused, such as a line that is no longer sold: then the cart stays as it is. */
const unlessRefused = async (change: () => Promise<unknown>): Promise<void> => {
  try {
    await change()
  } catch (error) {
    const refused = isAtriumError(error) ? error.definition.status < 500 : MedusaError.isMedusaError(error)
    if (!refused) throw error
  }
}

const addLines = async (container: MedusaContainer, from: string, to: string, channelId: string | null | undefined) => {
  const knex = knexOf(container)
  const unitsOf = async (cartId: string) =>
    (await cartUnits(knex, cartId)).map(({ variant_id: variantId, quantity }) => ({ variantId, quantity }))
  const [held, added] = await Promise.all([unitsOf(to), unitsOf(from)])
  const ids = [...new Set([...held, ...added].map(({ variantId }) => variantId))]
  const [tiers, stock] = await Promise.all([tiersOnSale(knex, ids), stockOfVariants(container, ids, channelId)])
  const services = new Map(
    tiers.map(({ tier_id, product_id: productId, content }) => [tier_id, { productId, content }] as const)
  )
  for (const { variantId, quantity } of unitsToAdd(held, added, { services, stock }))
    await unlessRefused(() =>
      addToCartWorkflow(container).run({
        input: { cart_id: to, items: [{ variant_id: variantId, quantity }] },
      })
    )
}

/** Keeps what was entered for both carts. */
const addFacts = async (container: MedusaContainer, from: string, to: string) => {
  const knex = knexOf(container)
  const [older, newer, lines] = await Promise.all([
    findCartFacts(knex, to),
    findCartFacts(knex, from),
    cartUnits(knex, to),
  ])
  if (!newer) return
  const answered = [...newer.items, ...(older?.items ?? [])]
  const items = lines.flatMap(({ line_id, variant_id }) => {
    const item = answered.find(({ tier_id }) => tier_id === variant_id)
    if (!item) return []
    return { ...item, line_item_id: line_id, intake: mergedAnswers(variant_id, older?.items ?? [], newer.items) }
  })
  const requirements = mergedRequirements(older?.requirements ?? null, newer.requirements)
  await saveCartFacts(knex, to, {
    items,
    ...(requirements === undefined ? {} : { requirements }),
    ...(newer.customer && !older?.customer ? { customer: newer.customer } : {}),
    ...(newer.affiliate_code ? { affiliate_code: newer.affiliate_code, click_id: newer.click_id } : {}),
  })
}

const moveAll = async (container: MedusaContainer, from: string, to: string): Promise<void> => {
  const [guest, own] = await Promise.all([readCart(container, from), readCart(container, to)])
  if (!guest || !own || guest.completed_at || own.completed_at) return
  // The currency that was chosen last.
  const { region_id } = guest
  if (region_id && region_id !== own.region_id)
    await unlessRefused(() => updateCartWorkflow(container).run({ input: { id: to, region_id } }))
  await addLines(container, from, to, own.sales_channel_id)
  await addFacts(container, from, to)
  await moveDraft(knexOf(container), { from, to })
  await moveFiles(knexOf(container), { from, to })
  for (const code of (guest.promotions ?? []).flatMap((promotion) => promotion?.code ?? []))
    await unlessRefused(() =>
      updateCartPromotionsWorkflow(container).run({
        input: { cart_id: to, promo_codes: [code], action: PromotionActions.ADD },
      })
    )
  const ids = (await cartUnits(knexOf(container), from)).map(({ line_id }) => line_id)
  await deleteLineItemsWorkflow(container).run({ input: { cart_id: from, ids } })
}

/**
 * Returns the customer's open cart, the same on every device; null when there is none. A guest's cart is moved into it:
 * quantities are added up to the maximum, and the answers of both are kept. The application's guard has checked that the
 * caller holds the guest cart's secret.
 */
export const openCartOf = async (
  container: MedusaContainer,
  { customerId, guestCartId }: { customerId: string; guestCartId: string | undefined }
): Promise<{ id: string } | null> => {
  const own = await findOpenCart(knexOf(container), customerId)
  const guest = guestCartId === undefined ? undefined : await readCart(container, guestCartId)
  // A cart whose payment a bank processes stays as it is.
  const held = guest && (await findCartFacts(knexOf(container), guest.id))?.status === "processing"
  if (!guest || held || guest.completed_at || guest.id === own) return own === undefined ? null : { id: own }
  if (own === undefined) {
    if (guest.customer_id !== customerId)
      await transferCartCustomerWorkflow(container).run({ input: { id: guest.id, customer_id: customerId } })
    return { id: guest.id }
  }
  await container
    .resolve(Modules.LOCKING)
    .execute([cartLock(guest.id), cartLock(own)].sort(), () => moveAll(container, guest.id, own), {
      timeout: WAIT_SECONDS,
    })
  return { id: own }
}
