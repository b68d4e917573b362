import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import type { PricePlace } from "../contracts/catalogue"
import { remembered } from "../data/catalogue-cache"

const Region = z.object({
  id: z.string(),
  currency_code: z.string(),
  automatic_taxes: z.boolean(),
  created_at: z.coerce.date(),
  countries: z.array(z.object({ iso_2: z.string() }).nullish()).nullish(),
})
type Region = z.infer<typeof Region>

const Store = z.object({ default_region_id: z.string().nullish() })

// Regions change a few times a year; in this process a change is seen at once.
const REGIONS_MS = 30_000

/** Where prices are asked for. */
export type Place = {
  region_id: string
  currency_code: string
  /** Set when tax is to be worked out for a country. */
  country_code?: string | undefined
}

const loadRegions = async (
  container: MedusaContainer
): Promise<{ regions: Region[]; defaultId: string | undefined }> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [{ data: regions }, { data: stores }] = await Promise.all([
    query.graph({
      entity: "region",
      fields: ["id", "currency_code", "automatic_taxes", "created_at", "countries.iso_2"],
    }),
    query.graph({ entity: "store", fields: ["default_region_id"] }),
  ])
  return {
    regions: z
      .array(Region)
      .parse(regions)
      .sort((one, other) => one.created_at.getTime() - other.created_at.getTime() || one.id.localeCompare(other.id)),
    defaultId: z.array(Store).parse(stores)[0]?.default_region_id ?? undefined,
  }
}

const refuse = (field: string, sentence: string) =>
  commonErrors.fail("invalid_input", { details: { [field]: sentence } })

/**
 * The region whose prices are meant: the one asked for, else the oldest of the currency, else the store's default.
 * Throws `invalid_input` for a region, currency or country that the shop does not sell in.
 */
export const resolvePlace = async (container: MedusaContainer, asked: PricePlace): Promise<Place> => {
  const { regions, defaultId } = await remembered("regions", () => loadRegions(container), REGIONS_MS)
  const region = chooseRegion(regions, defaultId, asked)
  const country = asked.country_code
  if (country && !region.countries?.some((known) => known?.iso_2 === country))
    throw refuse("country_code", "This country does not belong to the region")
  return {
    region_id: region.id,
    currency_code: region.currency_code,
    ...(country && region.automatic_taxes ? { country_code: country } : {}),
  }
}

const chooseRegion = (regions: readonly Region[], defaultId: string | undefined, asked: PricePlace): Region => {
  const { region_id, currency_code } = asked
  if (region_id) {
    const region = regions.find(({ id }) => id === region_id)
    if (!region) throw refuse("region_id", "There is no such region")
    if (currency_code && region.currency_code !== currency_code)
      throw refuse("currency_code", "This is not the currency of the region")
    return region
  }
  if (currency_code) {
    const region = regions.find((candidate) => candidate.currency_code === currency_code)
    if (!region) throw refuse("currency_code", "Nothing is sold in this currency")
    return region
  }
  const region = regions.find(({ id }) => id === defaultId) ?? regions[0]
  if (!region) throw refuse("region_id", "The shop has no region yet")
  return region
}
