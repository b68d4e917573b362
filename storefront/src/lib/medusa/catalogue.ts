import "server-only"
import {
  type CatalogueOrder,
  type GoodOut,
  type GoodsCategoryOut,
  type GoodsOrder,
  routes,
  type ServiceDetailOut,
  type ServiceOut,
  type TemplateQuestion,
  type TierOut,
} from "@atrium/service-provisioning/contracts"
import { cache } from "react"
import { z } from "zod"
import { callRoute, callShop } from "./client"
import { isApiError } from "@atrium/client"
import { currentRegion } from "./regions"
import { cachedResponse } from "./cached-response"

const CategoryList = z.object({
  product_categories: z.array(z.object({ handle: z.string(), name: z.string() })),
})

// The backend's types. A service has at least one tier; tiers are sorted by price.
export type TierView = TierOut
export type ServiceView = ServiceOut
export type QuestionView = TemplateQuestion
export type ServiceDetailView = ServiceDetailOut

export type CategoryView = { handle: string; name: string }

export type ServiceQuery = { q?: string; category?: string; order?: CatalogueOrder; offset?: number; limit?: number }

/** Returns the services the visitor can buy, with prices for their region. Prices are not cached here. */
export const listServices = async (query: ServiceQuery): Promise<{ services: ServiceView[]; count: number }> => {
  const { data } = await callRoute(routes, "GET /store/services", { query: { ...query, ...(await regionQuery()) } })
  return { services: data.services, count: data.count }
}

/** Returns a service with its questions and steps, or undefined when the handle is unknown. One call per page. */
export const findService = cache(async (handle: string): Promise<ServiceDetailView | undefined> => {
  try {
    const { data } = await callRoute(routes, "GET /store/services/:handle", {
      params: { handle },
      query: await regionQuery(),
    })
    return data.service
  } catch (error) {
    // 400 means the handle is malformed, which is treated like an unknown one.
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
})

/** Returns the top-level categories, in the merchant's order. */
export const listCategories = (): Promise<CategoryView[]> =>
  cachedResponse("categories", async () => {
    const { data } = await callShop({
      path: "/store/product-categories",
      query: { fields: "handle,name", order: "rank", limit: 50, parent_category_id: "null" },
      response: CategoryList,
    })
    return data.product_categories.map(({ handle, name }) => ({ handle, name }))
  })

export type GoodView = GoodOut
export type GoodsCategoryView = GoodsCategoryOut
export type GoodsQuery = Omit<ServiceQuery, "order"> & { order?: GoodsOrder }

/** Returns the goods the visitor can order, with prices for their region and their stock, and categories with goods. */
export const listGoods = async (
  query: GoodsQuery
): Promise<{ goods: GoodView[]; categories: GoodsCategoryView[]; count: number }> => {
  const { data } = await callRoute(routes, "GET /store/goods", { query: { ...query, ...(await regionQuery()) } })
  return { goods: data.goods, categories: data.categories, count: data.count }
}

/** Returns a good, or undefined when the handle is unknown. One call per page. */
export const findGood = cache(async (handle: string): Promise<GoodView | undefined> => {
  try {
    const { data } = await callRoute(routes, "GET /store/goods/:handle", {
      params: { handle },
      query: await regionQuery(),
    })
    return data.good
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
})

const regionQuery = async () => ({ region_id: (await currentRegion())?.id })
