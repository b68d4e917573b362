import type { ErrorDetails } from "@atrium/kernel"
import { z } from "zod"

import { IntakeAnswers, intakeErrors } from "../contracts/intake"
import { isPurchasable, type TierOnSale } from "./purchasable"
import type { TemplateContent } from "./template-content"
import { answersForTier, questionsOfTier } from "./tier-content"

/** The items of a purchase as sent, parsed leniently: errors in their shape are reported elsewhere. */
const ItemsSent = z.object({
  items: z
    .array(
      z.object({
        tier_id: z.string().catch(""),
        quantity: z.number().catch(1),
        intake: IntakeAnswers.catch({}).default({}),
      })
    )
    .catch([]),
})
export type ItemSent = z.infer<typeof ItemsSent>["items"][number]

export const itemsSent = (body: unknown): ItemSent[] => {
  const read = ItemsSent.safeParse(body)
  return read.success ? read.data.items.slice(0, 20) : []
}

/** The catalog's data for a tier. */
export type Sellable = TierOnSale & {
  readonly versionId: string
  readonly productId: string
  readonly content: Pick<
    TemplateContent,
    "active" | "purchasable" | "max_quantity" | "questions" | "tiers" | "store_title"
  >
}

const NOT_SOLD = "This service is no longer available"

/** Units bought per service; the maximum applies to all its tiers together. */
const unitsByService = (items: readonly ItemSent[], catalogue: ReadonlyMap<string, Sellable>): Map<string, number> => {
  const units = new Map<string, number>()
  for (const item of items) {
    const service = catalogue.get(item.tier_id)?.productId
    if (service) units.set(service, (units.get(service) ?? 0) + item.quantity)
  }
  return units
}

/**
 * Why the catalog refuses these items: `items.<n>.tier_id`, `items.<n>.quantity`, `items.<n>.intake.<question>` →
 * one sentence; empty when it sells them. Lists every wrong field.
 */
export const itemRefusals = (
  items: readonly ItemSent[],
  catalogue: ReadonlyMap<string, Sellable>,
  salesChannelIds: readonly string[]
): ErrorDetails => {
  const details: ErrorDetails = {}
  const units = unitsByService(items, catalogue)
  items.forEach((item, index) => {
    const sellable = catalogue.get(item.tier_id)
    if (!sellable || !isPurchasable(sellable, salesChannelIds)) {
      details[`items.${index}.tier_id`] = NOT_SOLD
      return
    }
    const most = sellable.content.max_quantity
    if ((units.get(sellable.productId) ?? 0) > most)
      details[`items.${index}.quantity`] =
        most === 1 ? "You can only buy one of this service at a time" : `Buy at most ${most} at once`
    const questions = questionsOfTier(sellable.content, sellable.tierId)
    const answers = answersForTier(sellable.content, sellable.tierId, item.intake)
    for (const [question, message] of Object.entries(intakeErrors(questions, answers)))
      details[`items.${index}.intake.${question}`] = message
  })
  return details
}

/**
 * The sales channel to buy in: of those the visitor's key opens, the first that sells all of these tiers, else the first
 * one, in which what it does not sell is refused.
 */
export const chooseSalesChannel = (
  tiers: readonly (TierOnSale | undefined)[],
  salesChannelIds: readonly string[]
): string | undefined =>
  salesChannelIds.find((id) => tiers.every((tier) => isPurchasable(tier, [id]))) ?? salesChannelIds[0]

export type Market = {
  readonly region_id: string
  readonly currency_code: string
  /** Tax is calculated once the country is known. */
  readonly automatic_taxes: boolean
  readonly country_codes: readonly string[]
  /** The default one first. */
  readonly payment_provider_ids: readonly string[]
}

/** The gateway to pay through: the requested one, else the region's default. */
export const choosePaymentProvider = (
  { payment_provider_ids: offered }: Market,
  asked: string | undefined
): string | undefined => (asked === undefined ? offered[0] : offered.find((id) => id === asked))

/** What is wrong with the region, the currency or the payment method of a purchase. */
export const marketRefusals = (
  asked: {
    region_id?: string | undefined
    currency_code?: string | undefined
    payment_provider_id?: string | undefined
  },
  market: Market | undefined
): ErrorDetails => {
  if (!asked.region_id && !asked.currency_code) return { currency_code: "Choose a region or a currency" }
  if (!market)
    return asked.region_id
      ? { region_id: "We don't sell in this region" }
      : { currency_code: "We don't sell in this currency" }
  if (asked.region_id && asked.currency_code && asked.currency_code !== market.currency_code)
    return { currency_code: "This region uses another currency" }
  if (!choosePaymentProvider(market, asked.payment_provider_id))
    return { payment_provider_id: "This payment method is not available in this region" }
  return {}
}
