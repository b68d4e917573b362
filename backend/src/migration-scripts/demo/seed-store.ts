import { graphRows } from "@atrium/server"
import { availableGateways, canTakePayments } from "@atrium/payments/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createStoresWorkflow,
  createTaxRegionsWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { z } from "zod"

import { Named } from "./named"

export const DEMO_CHANNEL = "Atrium"

// What can take payments in this process: the sandbox, and Stripe where an account is configured.
const paymentProviders = (currencyCode: string): string[] =>
  availableGateways()
    .map((gateway) => gateway.providerId)
    .filter((id) => canTakePayments(id, currencyCode))

const REGIONS = [
  // Prices in India and Europe are shown and charged with tax in them; in the United States tax comes on top.
  { name: "India", currency_code: "inr", countries: ["in"], is_tax_inclusive: true },
  { name: "United States", currency_code: "usd", countries: ["us"], is_tax_inclusive: false },
  {
    name: "Europe",
    currency_code: "eur",
    countries: ["de", "fr", "nl", "es", "it", "at", "ie"],
    is_tax_inclusive: true,
  },
]

const TAXES: Record<string, { rate: number; name: string }> = {
  in: { rate: 18, name: "GST" },
  de: { rate: 19, name: "VAT" },
  fr: { rate: 20, name: "VAT" },
  nl: { rate: 21, name: "VAT" },
  es: { rate: 21, name: "VAT" },
  it: { rate: 22, name: "VAT" },
  at: { rate: 20, name: "VAT" },
  ie: { rate: 23, name: "VAT" },
}

export type DemoStore = { storeId: string; salesChannelId: string; regionIds: Record<string, string> }

const Region = Named.extend({ name: z.string(), currency_code: z.string() })
const TaxRegion = z.object({ country_code: z.string().nullable() })
const Store = Named.extend({ name: z.string() })

const seedChannel = async (container: MedusaContainer): Promise<string> => {
  const [known] = await graphRows(container, Named, {
    entity: "sales_channel",
    fields: ["id"],
    filters: { name: DEMO_CHANNEL },
  })
  if (known) return known.id
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: DEMO_CHANNEL, description: "The storefront" }] },
  })
  const [channel] = result
  if (!channel) throw new Error("The sales channel was not created")
  return channel.id
}

const seedRegions = async (container: MedusaContainer): Promise<Record<string, string>> => {
  const known = await graphRows(container, Region, { entity: "region", fields: ["id", "name", "currency_code"] })
  const missing = REGIONS.filter((region) => !known.some(({ name }) => name === region.name))
  const created = missing.length
    ? (
        await createRegionsWorkflow(container).run({
          input: {
            regions: missing.map((region) => ({
              ...region,
              payment_providers: paymentProviders(region.currency_code),
            })),
          },
        })
      ).result
    : []
  const taxed = await graphRows(container, TaxRegion, { entity: "tax_region", fields: ["country_code"] })
  const untaxed = Object.entries(TAXES).filter(
    ([country]) => !taxed.some(({ country_code }) => country_code === country)
  )
  if (untaxed.length)
    await createTaxRegionsWorkflow(container).run({
      input: untaxed.map(([country_code, { rate, name }]) => ({
        country_code,
        provider_id: "tp_system",
        default_tax_rate: { rate, name, code: `${name.toLowerCase()}-${country_code}` },
      })),
    })
  return Object.fromEntries([...known, ...created].map((region) => [region.currency_code, region.id]))
}

/** Store, sales channel, regions with the gateways there are, taxes. Existing rows are not changed. */
export const seedStore = async (container: MedusaContainer): Promise<DemoStore> => {
  const salesChannelId = await seedChannel(container)
  const regionIds = await seedRegions(container)
  const stores = await graphRows(container, Store, { entity: "store", fields: ["id", "name"] })
  const store = {
    name: "Atrium",
    default_sales_channel_id: salesChannelId,
    ...(regionIds["inr"] ? { default_region_id: regionIds["inr"] } : {}),
    supported_currencies: [
      // Medusa reads a currency's price by the currency's setting and not by the region's.
      { currency_code: "inr", is_default: true, is_tax_inclusive: true },
      { currency_code: "usd", is_default: false, is_tax_inclusive: false },
      { currency_code: "eur", is_default: false, is_tax_inclusive: true },
    ],
  }
  const [existing] = stores
  if (existing) {
    // A renamed store is no longer changed by the demo.
    if (existing.name === "Medusa Store")
      await updateStoresWorkflow(container).run({ input: { selector: { id: existing.id }, update: store } })
    return { storeId: existing.id, salesChannelId, regionIds }
  }
  const { result } = await createStoresWorkflow(container).run({ input: { stores: [store] } })
  const [created] = result
  if (!created) throw new Error("The store was not created")
  return { storeId: created.id, salesChannelId, regionIds }
}
