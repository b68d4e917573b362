import "server-only"
import {
  type CatalogueOrder,
  routes,
  type ServiceOut,
  type TemplateQuestion,
} from "@atrium/service-provisioning/contracts"
import { z } from "zod"
import { callRoute, callShop } from "./client"
import { isApiError } from "@atrium/client"
import { currentLocale, currentRegion } from "./regions"
import { sharedAnswer } from "./shared-answers"

const CategoryList = z.object({
  product_categories: z.array(z.object({ handle: z.string(), name: z.string() })),
})

export type TierView = {
  id: string
  title: string
  features: string[]
  price: { amount: number; currencyCode: string; formatted: string }
}

export type ServiceView = {
  id: string
  handle: string
  title: string
  shortDescription: string
  description: string
  /** Handle of its category, `other` when it has none. */
  category: string
  images: string[]
  maxQuantity: number
  /** Working days until the work is done; null when nothing is known. */
  durationDays: number | null
  /** At least one, cheapest first as the shop sorts them. */
  tiers: TierView[]
}

export type QuestionView = TemplateQuestion

export type ServiceDetailView = ServiceView & {
  questions: QuestionView[]
  steps: { name: string; durationDays: number }[]
}

export type CategoryView = { handle: string; name: string }

export type ServiceQuery = { q?: string; category?: string; order?: CatalogueOrder; offset?: number; limit?: number }

/** Services the visitor can buy, priced in their region. */
export const listServices = async (query: ServiceQuery): Promise<{ services: ServiceView[]; count: number }> => {
  const place = await placeOfVisitor()
  return sharedAnswer(`services:${JSON.stringify([query, place])}`, async () => {
    const { data } = await callRoute(routes, "GET /store/services", { query: { ...query, ...place.query } })
    return { services: data.services.map(toService), count: data.count }
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
      const { intake, steps, ...service } = data.service
      return {
        ...toService(service),
        questions: intake.questions,
        steps: steps.map((step) => ({ name: step.name, durationDays: step.duration_days })),
      }
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

const toService = (service: ServiceOut): ServiceView => ({
  id: service.id,
  handle: service.handle,
  title: service.title,
  shortDescription: service.short_description,
  description: service.description,
  category: service.category,
  images: service.images,
  maxQuantity: service.max_quantity,
  durationDays: service.duration_days,
  tiers: service.tiers.map((tier) => ({
    id: tier.id,
    title: tier.title,
    features: tier.features,
    price: { amount: tier.price.amount, currencyCode: tier.price.currency_code, formatted: tier.price.formatted },
  })),
})
