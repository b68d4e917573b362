import type { ErrorDetails } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import { detailsOf, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import type { BeginServicePurchase, SubmittedServicePurchase } from "../contracts/purchases"
import {
  choosePaymentProvider,
  chooseSalesChannel,
  itemRefusals,
  itemsSent,
  type Market,
  marketRefusals,
} from "../domain/purchase-refusals"
import { questionsOfTier } from "../domain/tier-content"
import { fileErrors } from "./check-files"
import { marketOf } from "./find-market"
import { idOnly, sellablesOf, type SellableTier } from "./find-sellable-tiers"

const Asked = z.object({
  region_id: idOnly.optional().catch(undefined),
  currency_code: z
    .string()
    .toLowerCase()
    .regex(/^[a-z]{3}$/)
    .optional()
    .catch(undefined),
  payment_provider_id: z.string().optional().catch(undefined),
})

export type CheckedPurchase = {
  readonly body: BeginServicePurchase
  readonly market: Market
  readonly paymentProviderId: string
  /** The sales channel that sells all of it. */
  readonly salesChannelId: string
  readonly catalogue: ReadonlyMap<string, SellableTier>
}

/** Checks a purchase against catalog and regions, and refuses it with every wrong field at once. */
export const checkServicePurchase = async (
  container: MedusaContainer,
  { sent, checked }: SubmittedServicePurchase,
  { salesChannelIds, customerId }: { salesChannelIds: readonly string[]; customerId: string | undefined }
): Promise<CheckedPurchase> => {
  const items = itemsSent(sent)
  const asked = Asked.catch({}).parse(sent)
  const [catalogue, market] = await Promise.all([
    sellablesOf(container, [...new Set(items.map((item) => item.tier_id))]),
    marketOf(container, asked),
  ])
  const shape: ErrorDetails = checked.success ? {} : detailsOf(checked.error)
  // For the same field, the schema's error wins over the catalog's: it is more specific.
  const tiers = items.map((item) => catalogue.get(item.tier_id))
  const salesChannelId = chooseSalesChannel(tiers, salesChannelIds)
  const refused = itemRefusals(items, catalogue, salesChannelId ? [salesChannelId] : [])
  const answered = items.flatMap(({ tier_id, intake }, index) => {
    const tier = catalogue.get(tier_id)
    const questions = tier ? questionsOfTier(tier.content, tier_id) : []
    return { path: `items.${index}.intake`, questions, answers: intake }
  })
  const files = await fileErrors(knexOf(container), answered, { customerId })
  const details = { ...files, ...refused, ...marketRefusals(asked, market), ...shape }
  const paymentProviderId = market && choosePaymentProvider(market, asked.payment_provider_id)
  if (!checked.success || Object.keys(details).length || !market || !paymentProviderId || !salesChannelId)
    throw commonErrors.fail("invalid_input", { details })
  return { body: checked.data, market, paymentProviderId, salesChannelId, catalogue }
}
