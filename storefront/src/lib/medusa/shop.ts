import "server-only"
import { isApiError } from "@atrium/client"
import { routes, type ShopOut, type ShopPageOut } from "@atrium/shop-settings/contracts"
import { cache } from "react"
import { cachedResponse } from "./cached-response"
import { callRoute } from "./client"

export type ShopView = ShopOut
export type ShopPageView = ShopPageOut

/** With the backend's second and the page cache's, a change is visible within five seconds, even if it isn't reported. */
const TTL_MS = 1_000

/** Returns the shop's name, logo, color, texts, contact details and published pages, which staff edit in Admin. */
export const getShop = cache((): Promise<ShopView> =>
  cachedResponse("shop", async () => (await callRoute(routes, "GET /store/shop", {})).data.shop, TTL_MS)
)

/** Returns a published page, or undefined when there is none with this address. */
export const findShopPage = cache(async (slug: string): Promise<ShopPageView | undefined> => {
  try {
    return (await callRoute(routes, "GET /store/pages/:slug", { params: { slug } })).data.page
  } catch (error) {
    // 400 means the address is malformed, which is treated like an unknown one.
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
})
