import "server-only"
import { formattingLocale, languagesOf } from "@atrium/kernel"
import { cookies, headers } from "next/headers"
import { cache } from "react"
import { z } from "zod"
import { callShopFor } from "./client"
import { cachedResponse } from "./cached-response"

export const CURRENCY_COOKIE = "atrium_currency"

/** Region of a render request for a public page. The proxy removes it from all other requests. */
export const REGION_HEADER = "x-atrium-region"

const RegionList = z.object({
  regions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      currency_code: z.string(),
      countries: z.array(z.object({ iso_2: z.string().nullish() })).nullish(),
    })
  ),
})

export type Region = { id: string; name: string; currency_code: string; countries: string[] }

/** Returns the shop's regions, oldest first. `visitor` returns the request's headers outside a page render. */
export const listRegions = (visitor?: () => Headers): Promise<Region[]> =>
  cachedResponse("regions", async () => {
    const { data } = await callShopFor(visitor?.() ?? (await headers()), {
      path: "/store/regions",
      query: { fields: "id,name,currency_code,*countries", order: "created_at", limit: 100 },
      response: RegionList,
    })
    return data.regions.map((region) => ({
      id: region.id,
      name: region.name,
      currency_code: region.currency_code.toLowerCase(),
      countries: (region.countries ?? []).flatMap((country) => (country.iso_2 ? [country.iso_2.toLowerCase()] : [])),
    }))
  })

/** Returns the first region of each currency, for the currency switch. */
export const oneRegionPerCurrency = (regions: readonly Region[]): Region[] =>
  regions.filter(
    (region, index) => regions.findIndex(({ currency_code }) => currency_code === region.currency_code) === index
  )

/**
 * Returns the visitor's region: by the currency they selected, else by the country in their browser's language, else the
 * oldest. Undefined when the shop has no regions.
 */
export const pickRegion = (
  regions: readonly Region[],
  selectedCurrency: string | undefined,
  acceptLanguage: string | null
): Region | undefined => {
  const countries = languagesOf(acceptLanguage).flatMap((tag) => /-([a-z]{2})$/i.exec(tag)?.[1]?.toLowerCase() ?? [])
  return (
    regions.find((region) => region.currency_code === selectedCurrency) ??
    countries.flatMap((country) => regions.filter((region) => region.countries.includes(country)))[0] ??
    regions[0]
  )
}

/** Returns the current visitor's region. */
export const currentRegion = cache(async (): Promise<Region | undefined> => {
  const [regions, jar, visitor] = await Promise.all([listRegions(), cookies(), headers()])
  const given = visitor.get(REGION_HEADER)
  if (given) return regions.find((region) => region.id === given)
  return pickRegion(regions, jar.get(CURRENCY_COOKIE)?.value, visitor.get("accept-language"))
})

/** Returns the locale used to format amounts and dates for the current visitor. */
export const currentLocale = cache(async (): Promise<string> =>
  formattingLocale((await headers()).get("accept-language"))
)
