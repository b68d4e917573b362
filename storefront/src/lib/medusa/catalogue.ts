import "server-only"
import { z } from "zod"
import { callShop } from "./client"
import { isShopError } from "./error"
import { currentLocale, currentRegion } from "./regions"
import { sharedAnswer } from "./shared-answers"

const Price = z.object({ amount: z.number(), currency_code: z.string(), formatted: z.string() })

const Tier = z.object({
  id: z.string(),
  title: z.string(),
  features: z.array(z.string()),
  price: Price,
})

const Service = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  short_description: z.string().nullable(),
  description: z.string().nullable(),
  category: z.string().nullable(),
  images: z.array(z.string()),
  max_quantity: z.number(),
  duration_days: z.number().nullish(),
  tiers: z.array(Tier),
})

const Question = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(["text", "long_text", "choice", "multi_choice", "date", "number", "file"]),
  required: z.boolean(),
  options: z.array(z.string()).nullish(),
  help: z.string().nullish(),
  show_when: z.object({ question_id: z.string(), equals: z.string() }).nullish(),
})

const ServiceList = z.object({ services: z.array(Service), count: z.number(), offset: z.number(), limit: z.number() })

const ServiceDetail = z.object({
  service: Service.extend({
    intake: z.object({ questions: z.array(Question) }),
    steps: z.array(z.object({ name: z.string(), duration_days: z.number() })),
  }),
})

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

export type QuestionView = z.infer<typeof Question>

export type ServiceDetailView = ServiceView & {
  questions: QuestionView[]
  steps: { name: string; durationDays: number }[]
}

export type CategoryView = { handle: string; name: string }

export type ServiceQuery = { q?: string; category?: string; order?: string; offset?: number; limit?: number }

/** Services the visitor can buy, priced in their region. */
export const listServices = async (query: ServiceQuery): Promise<{ services: ServiceView[]; count: number }> => {
  const place = await placeOfVisitor()
  return sharedAnswer(`services:${JSON.stringify([query, place])}`, async () => {
    const { data } = await callShop({
      path: "/store/services",
      query: { ...query, ...place.query },
      response: ServiceList,
    })
    return { services: data.services.map(toService), count: data.count }
  })
}

/** One service with its questions and steps; undefined when there is none of this handle. */
export const findService = async (handle: string): Promise<ServiceDetailView | undefined> => {
  const place = await placeOfVisitor()
  return sharedAnswer(`service:${JSON.stringify([handle, place])}`, async () => {
    try {
      const path = `/store/services/${encodeURIComponent(handle)}`
      const { data } = await callShop({ path, query: place.query, response: ServiceDetail })
      const { intake, steps, ...service } = data.service
      return {
        ...toService(service),
        durationDays: service.duration_days ?? totalDays(steps),
        questions: intake.questions,
        steps: steps.map((step) => ({ name: step.name, durationDays: step.duration_days })),
      }
    } catch (error) {
      // A handle that cannot exist (400) is as unknown as one that does not.
      if (isShopError(error) && (error.status === 404 || error.status === 400)) return undefined
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

const toService = (service: z.infer<typeof Service>): ServiceView => ({
  id: service.id,
  handle: service.handle,
  title: service.title,
  shortDescription: service.short_description ?? "",
  description: service.description ?? "",
  category: service.category ?? "other",
  images: service.images,
  maxQuantity: service.max_quantity,
  durationDays: service.duration_days ?? null,
  tiers: service.tiers.map((tier) => ({
    id: tier.id,
    title: tier.title,
    features: tier.features,
    price: { amount: tier.price.amount, currencyCode: tier.price.currency_code, formatted: tier.price.formatted },
  })),
})

const totalDays = (steps: ReadonlyArray<{ duration_days: number }>): number | null =>
  steps.length === 0 ? null : steps.reduce((sum, step) => sum + step.duration_days, 0)
