import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { clock } from "@atrium/kernel"

import type { PurchaseOut } from "../../contracts/purchases"
import { publicPayment } from "../../domain/public-payment"
import { insertPurchase, type PurchaseItemRow } from "../../data/purchases"
import type { PurchaseToBegin } from "../../domain/purchase-cart"
import type { BuiltCart } from "./build-purchase-cart"
import type { OpenedPayment } from "./open-purchase-payment"

type Input = { input: PurchaseToBegin; cart: BuiltCart; payment: OpenedPayment }

/** Hours until an unpaid purchase expires. */
const OPEN_HOURS = 24

const itemsOf = (input: PurchaseToBegin): PurchaseItemRow[] =>
  input.body.items.map((item, index) => ({
    tier_id: item.tier_id,
    quantity: item.quantity,
    intake: item.intake ?? {},
    template_version_id: input.items[index]?.template_version_id ?? "",
    service: input.items[index]?.service ?? "",
    tier: input.items[index]?.tier.tier_title ?? "",
  }))

/** Saves the facts of a purchase, and returns what the shopper needs to pay. */
export const savePurchaseStep = createStep(
  "save-purchase",
  async ({ input, cart, payment }: Input, { container }) => {
    const { session, collection_id: collectionId } = payment
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const id = await insertPurchase(knex, {
      cart_id: cart.id,
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
      payment_collection_id: collectionId,
      payment_session_id: session.id,
      amount: cart.total,
      expires_at: new Date(clock.now().getTime() + OPEN_HOURS * 3_600_000),
    })
    const purchase: PurchaseOut = {
      id,
      amount: Number(cart.total),
      currency_code: input.market.currency_code,
      payment_provider_id: session.provider_id,
      payment: publicPayment(session),
    }
    return new StepResponse(purchase, id)
  },
  async (id, { container }) => {
    if (!id) return
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex("service_purchase").where({ id }).delete()
  }
)
