import { commonErrors } from "@atrium/kernel"
import { chosenGateway, inDefaultOrder } from "@atrium/payments/contracts"
import { canTakePayments } from "@atrium/payments/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import type { PricePlace } from "../contracts/catalogue"
import { catalogueMemory } from "../data/catalogue-cache"
import type { Market } from "../domain/purchase-refusals"

const Region = z.object({
  id: z.string(),
  currency_code: z.string(),
  automatic_taxes: z.boolean(),
  created_at: z.coerce.date(),
  countries: z.array(z.object({ iso_2: z.string() }).nullish()).nullish(),
  metadata: z.unknown(),
  payment_providers: z.array(z.object({ id: z.string(), is_enabled: z.boolean() }).nullish()).nullish(),
})

const FIELDS = ["id", "currency_code", "automatic_taxes", "created_at", "countries.iso_2"]
const PAYMENT_FIELDS = ["metadata", "payment_providers.id", "payment_providers.is_enabled"]

/** The shop's regions, oldest first. Payment providers are loaded only where they are needed. */
const loadMarkets = async (container: MedusaContainer, fields: readonly string[]): Promise<Market[]> => {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "region", fields: [...fields] })
  return z
    .array(Region)
    .parse(data)
    .sort((one, other) => one.created_at.getTime() - other.created_at.getTime() || one.id.localeCompare(other.id))
    .map((region) => ({
      region_id: region.id,
      currency_code: region.currency_code,
      automatic_taxes: region.automatic_taxes,
      country_codes: (region.countries ?? []).flatMap((country) => country?.iso_2 ?? []),
      payment_provider_ids: inDefaultOrder(
        (region.payment_providers ?? []).flatMap((provider) =>
          provider?.is_enabled && canTakePayments(provider.id, region.currency_code) ? [provider.id] : []
        ),
        chosenGateway(region.metadata)
      ),
    }))
}

type Asked = { readonly region_id?: string | undefined; readonly currency_code?: string | undefined }

/** The requested region, else the oldest one of the currency; undefined when neither is given or none matches. */
const choose = (markets: readonly Market[], asked: Asked): Market | undefined => {
  if (asked.region_id) return markets.find((market) => market.region_id === asked.region_id)
  return asked.currency_code ? markets.find((market) => market.currency_code === asked.currency_code) : undefined
}

/** The market to buy in, with the gateways it offers. */
export const marketOf = async (container: MedusaContainer, asked: Asked): Promise<Market | undefined> => {
  if (!asked.region_id && !asked.currency_code) return undefined
  const memory = catalogueMemory()
  await memory.freshen()
  const markets = await memory.keep("places", "markets", () => loadMarkets(container, [...FIELDS, ...PAYMENT_FIELDS]))
  return choose(markets, asked)
}

const Store = z.object({ default_region_id: z.string().nullish() })

type PricePlaces = { readonly markets: readonly Market[]; readonly fallback: Market | undefined }

const loadPricePlaces = async (container: MedusaContainer): Promise<PricePlaces> => {
  const [markets, { data: stores }] = await Promise.all([
    loadMarkets(container, FIELDS),
    container.resolve(ContainerRegistrationKeys.QUERY).graph({ entity: "store", fields: ["default_region_id"] }),
  ])
  const defaultId = z.array(Store).parse(stores)[0]?.default_region_id
  return { markets, fallback: markets.find((market) => market.region_id === defaultId) ?? markets[0] }
}

/** The region (and country) that prices are requested for. */
export type Place = {
  region_id: string
  currency_code: string
  /** Set when tax is to be computed for a country. */
  country_code?: string | undefined
}

const refuse = (field: string, sentence: string) =>
  commonErrors.fail("invalid_input", { details: { [field]: sentence } })

const placeIn = ({ markets, fallback }: PricePlaces, asked: PricePlace): Place => {
  const { region_id, currency_code, country_code: country } = asked
  const market = region_id || currency_code ? choose(markets, asked) : fallback
  if (!market) {
    if (region_id) throw refuse("region_id", "No region exists with this ID")
    if (currency_code) throw refuse("currency_code", "We don't sell in this currency")
    throw refuse("region_id", "The shop has no regions yet")
  }
  if (currency_code && market.currency_code !== currency_code)
    throw refuse("currency_code", "This is not the currency of the region")
  if (country && !market.country_codes.includes(country))
    throw refuse("country_code", "This country does not belong to the region")
  return {
    region_id: market.region_id,
    currency_code: market.currency_code,
    ...(country && market.automatic_taxes ? { country_code: country } : {}),
  }
}

const pricePlaces = (container: MedusaContainer): Promise<PricePlaces> =>
  catalogueMemory().keep("places", "all", () => loadPricePlaces(container))

/** Where prices can be requested, without the countries: the default region first, then the oldest. */
export const listPlaces = async (container: MedusaContainer): Promise<Place[]> => {
  const { markets, fallback } = await pricePlaces(container)
  return [...new Set([...(fallback ? [fallback] : []), ...markets])].map(({ region_id, currency_code }) => ({
    region_id,
    currency_code,
  }))
}

/**
 * The region whose prices apply: the requested one, else the store's default.
 * Throws `invalid_input` for a region, currency or country that the shop does not sell in.
 */
export const resolvePlace = async (container: MedusaContainer, asked: PricePlace): Promise<Place> =>
  placeIn(await pricePlaces(container), asked)

/** Like `resolvePlace`, from the cache alone; undefined when the regions are not cached or may not be used. */
export const keptPlace = (asked: PricePlace): Place | undefined => {
  const places = catalogueMemory().kept<PricePlaces>("places", "all")
  return places && placeIn(places, asked)
}
