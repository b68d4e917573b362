import type { ErrorDetails } from "@atrium/kernel"
import { commonErrors } from "@atrium/kernel"
import { detailsOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import type { BeginServicePurchase, SubmittedServicePurchase } from "../../contracts/purchases"
import {
  choosePaymentProvider,
  itemRefusals,
  itemsSent,
  type Market,
  marketRefusals,
  type Sellable,
} from "../../domain/purchase-refusals"
import { currentVersionsOfTiers } from "../../modules/service-template/queries"

const idOnly = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/)

/** What the catalogue knows of these tiers, by variant id. Two statements. */
export const sellablesOf = async (
  container: MedusaContainer,
  tierIds: readonly string[]
): Promise<Map<string, Sellable>> => {
  const known = tierIds.filter((id) => idOnly.safeParse(id).success)
  if (known.length === 0) return new Map()
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const versions = await currentVersionsOfTiers(knex, known)
  const { data: products } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id", "status"],
    filters: { id: versions.map((version) => version.product_id) },
  })
  const published = new Set(products.filter((product) => product.status === "published").map((product) => product.id))
  return new Map(
    known.flatMap((tierId) => {
      const version = versions.find(({ content }) => content.tiers.some((tier) => tier.variant_id === tierId))
      if (!version) return []
      const { version_id: versionId, product_id: productId, content } = version
      return [[tierId, { versionId, productId, content, published: published.has(productId) }] as const]
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

type RegionProvider = { id: string; is_enabled: boolean } | null

/** The region asked for, else the oldest one of the currency. */
export const marketOf = async (
  container: MedusaContainer,
  asked: { region_id?: string | undefined; currency_code?: string | undefined }
): Promise<Market | undefined> => {
  if (!asked.region_id && !asked.currency_code) return undefined
  const { data: regions } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "region",
    fields: ["id", "currency_code", "payment_providers.id", "payment_providers.is_enabled"],
    filters: asked.region_id ? { id: asked.region_id } : { currency_code: asked.currency_code },
    pagination: { take: 1, order: { created_at: "ASC" } },
  })
  const [region] = regions
  if (!region) return undefined
  const offered: RegionProvider[] = region.payment_providers ?? []
  const providers = offered.flatMap((provider) => (provider?.is_enabled ? [provider.id] : []))
  return { region_id: region.id, currency_code: region.currency_code, payment_provider_ids: providers.sort() }
}

export type CheckedPurchase = {
  readonly body: BeginServicePurchase
  readonly market: Market
  readonly paymentProviderId: string
  readonly catalogue: ReadonlyMap<string, Sellable>
}

/** Reads what the catalogue and the regions know, and refuses with every wrong field at once. */
export const checkServicePurchase = async (
  container: MedusaContainer,
  { sent, checked }: SubmittedServicePurchase
): Promise<CheckedPurchase> => {
  const items = itemsSent(sent)
  const asked = Asked.catch({}).parse(sent)
  const [catalogue, market] = await Promise.all([
    sellablesOf(container, [...new Set(items.map((item) => item.tier_id))]),
    marketOf(container, asked),
  ])
  const shape: ErrorDetails = checked.success ? {} : detailsOf(checked.error)
  // The shape's sentence wins over the catalogue's on the same field; it names the nearer cause.
  const details = { ...itemRefusals(items, catalogue), ...marketRefusals(asked, market), ...shape }
  const paymentProviderId = market && choosePaymentProvider(market, asked.payment_provider_id)
  if (!checked.success || Object.keys(details).length || !market || !paymentProviderId)
    throw commonErrors.fail("invalid_input", { details })
  return { body: checked.data, market, paymentProviderId, catalogue }
}
