import type { ErrorDetails } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import { canTakePayments } from "@atrium/payments/workflows"
import { detailsOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import type { BeginServicePurchase, SubmittedServicePurchase } from "../contracts/purchases"
import {
  choosePaymentProvider,
  chooseSalesChannel,
  itemRefusals,
  itemsSent,
  type Market,
  marketRefusals,
  type Sellable,
} from "../domain/purchase-refusals"
import { type CartLineRow, tiersOnSale, type TierRow } from "../data/core/tiers-on-sale"
import { remembered } from "../data/catalogue-cache"

const idOnly = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/)

export type SellableTier = Sellable & { readonly row: TierRow }

/** What is known of the tier in this row; undefined where the variant is gone or no tier of a published template. */
export const sellableOf = (row: TierRow | CartLineRow): Sellable | undefined => {
  const { tier_id: tierId, product_id: productId, version_id: versionId, content } = row
  if (!tierId || !productId || !versionId || !content) return undefined
  return {
    tierId,
    productId,
    versionId,
    content,
    published: row.status === "published",
    salesChannelIds: row.sales_channel_ids ?? [],
    // Which price it has, and whether it has one in this market, pricing says when the cart is built.
    priced: row.price_set_id !== null,
  }
}

/** What the catalogue knows of these tiers, by variant id. */
export const sellablesOf = async (
  container: MedusaContainer,
  tierIds: readonly string[]
): Promise<Map<string, SellableTier>> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const known = tierIds.filter((id) => idOnly.safeParse(id).success)
  const rows = await tiersOnSale(knex, known)
  return new Map(
    rows.flatMap((row) => {
      const sellable = sellableOf(row)
      return sellable ? [[row.tier_id, { ...sellable, row }] as const] : []
    })
  )
}

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

const Region = z.object({
  id: z.string(),
  currency_code: z.string(),
  automatic_taxes: z.boolean(),
  countries: z.array(z.object({ iso_2: z.string() }).nullish()).nullish(),
  payment_providers: z.array(z.object({ id: z.string(), is_enabled: z.boolean() }).nullish()).nullish(),
})

const loadMarkets = async (container: MedusaContainer): Promise<Market[]> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "region",
    fields: [
      "id",
      "currency_code",
      "automatic_taxes",
      "countries.iso_2",
      "payment_providers.id",
      "payment_providers.is_enabled",
    ],
    pagination: { skip: 0, order: { created_at: "ASC", id: "ASC" } },
  })
  return z
    .array(Region)
    .parse(data)
    .map((region) => ({
      region_id: region.id,
      currency_code: region.currency_code,
      automatic_taxes: region.automatic_taxes,
      country_codes: (region.countries ?? []).flatMap((country) => country?.iso_2 ?? []),
      payment_provider_ids: (region.payment_providers ?? [])
        .flatMap((provider) => (provider?.is_enabled && canTakePayments(provider.id) ? [provider.id] : []))
        .sort(),
    }))
}

/** The region asked for, else the oldest one of the currency. Regions are remembered for seconds. */
export const marketOf = async (
  container: MedusaContainer,
  asked: { region_id?: string | undefined; currency_code?: string | undefined }
): Promise<Market | undefined> => {
  if (!asked.region_id && !asked.currency_code) return undefined
  const markets = await remembered("markets", () => loadMarkets(container))
  return markets.find((market) =>
    asked.region_id ? market.region_id === asked.region_id : market.currency_code === asked.currency_code
  )
}

export type CheckedPurchase = {
  readonly body: BeginServicePurchase
  readonly market: Market
  readonly paymentProviderId: string
  /** The sales channel that sells all of it. */
  readonly salesChannelId: string
  readonly catalogue: ReadonlyMap<string, SellableTier>
}

/** Reads what the catalogue and the regions know, and refuses with every wrong field at once. */
export const checkServicePurchase = async (
  container: MedusaContainer,
  { sent, checked }: SubmittedServicePurchase,
  salesChannelIds: readonly string[]
): Promise<CheckedPurchase> => {
  const items = itemsSent(sent)
  const asked = Asked.catch({}).parse(sent)
  const [catalogue, market] = await Promise.all([
    sellablesOf(container, [...new Set(items.map((item) => item.tier_id))]),
    marketOf(container, asked),
  ])
  const shape: ErrorDetails = checked.success ? {} : detailsOf(checked.error)
  // The shape's sentence wins over the catalogue's on the same field; it names the nearer cause.
  const tiers = items.map((item) => catalogue.get(item.tier_id))
  const salesChannelId = chooseSalesChannel(tiers, salesChannelIds)
  const refused = itemRefusals(items, catalogue, salesChannelId ? [salesChannelId] : [])
  const details = { ...refused, ...marketRefusals(asked, market), ...shape }
  const paymentProviderId = market && choosePaymentProvider(market, asked.payment_provider_id)
  if (!checked.success || Object.keys(details).length || !market || !paymentProviderId || !salesChannelId)
    throw commonErrors.fail("invalid_input", { details })
  return { body: checked.data, market, paymentProviderId, salesChannelId, catalogue }
}
