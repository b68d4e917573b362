import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CartDTO, PaymentCollectionDTO, PaymentSessionDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { clock } from "@atrium/kernel"

import type { PurchaseOut } from "../../contracts/purchases"
import { publicPayment } from "../../domain/public-payment"
import { insertPurchase, type PurchaseItemRow } from "../../modules/service-request/store/purchases"
import { PURCHASE_ITEM } from "../work/provision-payment"
import type { PurchaseToBegin } from "../begin-service-purchase"

type Input = { input: PurchaseToBegin; cart: CartDTO; collection: PaymentCollectionDTO; session: PaymentSessionDTO }

/** How long a purchase may be left open, in hours. */
const OPEN_HOURS = 24

const itemsOf = ({ input, cart }: Input): PurchaseItemRow[] =>
  input.body.items.map((item, index) => {
    const line = (cart.items ?? []).find((one) => one.metadata?.[PURCHASE_ITEM] === index)
    return {
      line_item_id: line?.id ?? "",
      tier_id: item.tier_id,
      quantity: item.quantity,
      intake: item.intake ?? {},
      template_version_id: input.versions[index]?.id ?? "",
      service: input.versions[index]?.service ?? line?.product_title ?? "",
      tier: line?.variant_title ?? "",
      amount: MathBN.mult(line?.unit_price ?? 0, item.quantity).toNumber(),
    }
  })

/** Keeps the facts of a purchase beside its cart, and says what the shopper needs to pay. */
export const keepPurchaseStep = createStep(
  "keep-service-purchase",
  async (made: Input, { container }) => {
    const { input, cart, collection, session } = made
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const id = await insertPurchase(knex, {
      cart_id: cart.id,
      customer_id: input.customer_id ?? null,
      customer: input.body.customer,
      requirements: input.body.requirements,
      items: itemsOf(made),
      affiliate_code: input.body.affiliate_code ?? null,
      click_id: input.body.click_id ?? null,
      consent: input.body.consent ?? null,
      region_id: input.region_id,
      currency_code: input.currency_code,
      payment_provider_id: session.provider_id,
      payment_collection_id: collection.id,
      payment_session_id: session.id,
      amount: MathBN.convert(collection.amount).toString(),
      expires_at: new Date(clock.now().getTime() + OPEN_HOURS * 3_600_000),
    })
    const purchase: PurchaseOut = {
      id,
      cart_id: cart.id,
      amount: MathBN.convert(collection.amount).toNumber(),
      currency_code: input.currency_code,
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
