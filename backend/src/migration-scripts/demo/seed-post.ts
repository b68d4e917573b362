import { graphRows } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { z } from "zod"

import { Named } from "./named"

const LOCATION = "Bengaluru office"
const PROFILE = "Post"
const COUNTRIES = ["in", "us", "de", "fr", "nl", "es", "it", "at", "ie"]
const MANUAL_PROVIDER = "manual_manual"

const first = <T>(items: readonly T[], what: string): T => {
  const [item] = items
  if (!item) throw new Error(`The ${what} was not created`)
  return item
}

const seedLocation = async (container: MedusaContainer, salesChannelId: string): Promise<string> => {
  const [location] = await graphRows(container, Named, {
    entity: "stock_location",
    fields: ["id"],
    filters: { name: LOCATION },
  })
  if (location) return location.id
  const { result } = await createStockLocationsWorkflow(container).run({
    input: {
      locations: [
        { name: LOCATION, address: { address_1: "12 Residency Road", city: "Bengaluru", country_code: "in" } },
      ],
    },
  })
  const { id } = first(result, "stock location")
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id, add: [salesChannelId] } })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: MANUAL_PROVIDER },
  })
  return id
}

const seedProfile = async (container: MedusaContainer): Promise<string> => {
  const [profile] = await graphRows(container, Named, {
    entity: "shipping_profile",
    fields: ["id"],
    filters: { name: PROFILE },
  })
  if (profile) return profile.id
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: PROFILE, type: "default" }] },
  })
  return first(result, "shipping profile").id
}

const Location = z.object({
  fulfillment_sets: z.array(Named.extend({ service_zones: z.array(Named).nullish() })).nullish(),
})

const seedZone = async (container: MedusaContainer, locationId: string): Promise<string> => {
  const findSets = async () =>
    (
      await graphRows(container, Location, {
        entity: "stock_location",
        fields: ["id", "fulfillment_sets.id", "fulfillment_sets.service_zones.id"],
        filters: { id: locationId },
      })
    ).flatMap((location) => location.fulfillment_sets ?? [])
  if (!(await findSets()).length)
    await createLocationFulfillmentSetWorkflow(container).run({
      input: { location_id: locationId, fulfillment_set_data: { name: PROFILE, type: "shipping" } },
    })
  const set = first(await findSets(), "fulfillment set")
  if (!set) throw new Error("The fulfillment set was not created")
  const [zone] = set.service_zones ?? []
  if (zone) return zone.id
  const { result } = await createServiceZonesWorkflow(container).run({
    input: {
      data: [
        {
          name: "Everywhere we sell",
          fulfillment_set_id: set.id,
          geo_zones: COUNTRIES.map((country_code) => ({ type: "country" as const, country_code })),
        },
      ],
    },
  })
  return first(result, "service zone").id
}

/** What sending a parcel needs: a place with stock, a zone and one way to send. */
export const seedPost = async (
  container: MedusaContainer,
  salesChannelId: string
): Promise<{ locationId: string; shippingProfileId: string }> => {
  const locationId = await seedLocation(container, salesChannelId)
  const shippingProfileId = await seedProfile(container)
  const zoneId = await seedZone(container, locationId)
  const options = await graphRows(container, Named, {
    entity: "shipping_option",
    fields: ["id"],
    filters: { service_zone_id: zoneId },
  })
  if (!options.length)
    await createShippingOptionsWorkflow(container).run({
      input: [
        {
          name: "Registered post",
          price_type: "flat",
          service_zone_id: zoneId,
          shipping_profile_id: shippingProfileId,
          provider_id: MANUAL_PROVIDER,
          type: { label: "Post", description: "Three to seven days", code: "post" },
          prices: [
            { currency_code: "inr", amount: 80 },
            { currency_code: "usd", amount: 9 },
            { currency_code: "eur", amount: 8 },
          ],
          rules: [
            { attribute: "enabled_in_store", operator: "eq", value: "true" },
            { attribute: "is_return", operator: "eq", value: "false" },
          ],
        },
      ],
    })
  return { locationId, shippingProfileId }
}
