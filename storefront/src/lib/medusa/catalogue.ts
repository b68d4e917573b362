import "server-only"
import {
  type CatalogueOrder,
  routes,
  type ServiceDetailOut,
  type ServiceOut,
  type TemplateQuestion,
  type TierOut,
} from "@atrium/service-provisioning/contracts"
import { z } from "zod"
import { callRoute, callShop } from "./client"
import { isApiError } from "@atrium/client"
import { currentLocale, currentRegion } from "./regions"
import { sharedAnswer } from "./shared-answers"

const CategoryList = z.object({
  product_categories: z.array(z.object({ handle: z.string(), name: z.string() })),
})

// As they come over the wire: a service has at least one tier, cheapest first as the shop sorts them.
export type TierView = TierOut
export type ServiceView = ServiceOut
export type QuestionView = TemplateQuestion
export type ServiceDetailView = ServiceDetailOut

export type CategoryView = { handle: string; name: string }

export type ServiceQuery = { q?: string; category?: string; order?: CatalogueOrder; offset?: number; limit?: number }

/** Services the visitor can buy, priced in their region. */
export const listServices = async (query: ServiceQuery): Promise<{ services: ServiceView[]; count: number }> => {
  const place = await placeOfVisitor()
  return sharedAnswer(`services:${JSON.stringify([query, place])}`, async () => {
    const { data } = await callRoute(routes, "GET /store/services", { query: { ...query, ...place.query } })
    return { services: data.services, count: data.count }
  })
}

/** One service with its questions and steps; undefined when there is none of this handle. */
export const findService = async (handle: string): Promise<ServiceDetailView | undefined> => {
  const place = await placeOfVisitor()
  return sharedAnswer(`service:${JSON.stringify([handle, place])}`, async () => {
    try {
      const { data } = await callRoute(routes, "GET /store/services/:handle", {
        params: { handle },
        query: place.query,
      })
      return data.service
    } catch (error) {
      // A handle that cannot exist (400) is as unknown as one that does not.
      if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
      throw error
    }
  })
}

/** Categories a visitor can filter by, in the shop's order. */
export const listCategories = (): Promise<CategoryView[]> =>
  sharedAnswer("categories", async () => {
    const { data } = await callShop({
      path: "/store/product-categories",
      query: { fields: "handle,name", order: "rank", limit: 50, parent_category_id: "null" },
      response: CategoryList,
    })
    return data.product_categories.map(({ handle, name }) => ({ handle, name }))
  })

const placeOfVisitor = async () => {
  const [region, locale] = await Promise.all([currentRegion(), currentLocale()])
  return { locale, query: { region_id: region?.id } }
}
