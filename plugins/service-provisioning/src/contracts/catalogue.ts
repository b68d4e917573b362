import { currencyCodeText, handleText, idText, pageQuery, type RouteSpec, safeText } from "@atrium/kernel"
import { z } from "zod"

import { TemplateQuestion } from "../domain/template-content"

export const CATALOGUE_ORDERS = ["sort_order", "title", "-title", "price", "-price"] as const
export type CatalogueOrder = (typeof CATALOGUE_ORDERS)[number]

export const PriceOut = z.strictObject({
  /** Unit price in major units; includes tax where the region shows prices with tax. */
  amount: z.number(),
  currency_code: z.string(),
  formatted: z.string(),
})

export const TierOut = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Without those of the tier it includes. */
  features: z.array(z.string()),
  /** Id of the tier of this service whose features it has as well. */
  includes: z.string().nullable(),
  /** Working days from purchase until it is done, as far as the client sees; null without steps. */
  duration_days: z.number().int().nullable(),
  price: PriceOut,
})
export type TierOut = z.infer<typeof TierOut>

export const ServiceOut = z.strictObject({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  short_description: z.string(),
  description: z.string(),
  /** Handle of its category; "other" without one. */
  category: z.string(),
  /** URLs of its images. */
  images: z.array(z.string()),
  max_quantity: z.number().int(),
  /** Of the tier that takes longest; null when no tier has steps. */
  duration_days: z.number().int().nullable(),
  tiers: z.array(TierOut),
})
export type ServiceOut = z.infer<typeof ServiceOut>

/** A step the client sees; `duration_days` are the working days of that step alone. */
const StepOut = z.strictObject({ name: z.string(), duration_days: z.number().int() })

export const ServiceDetailOut = ServiceOut.extend({
  /** With the steps of each tier. */
  tiers: z.array(TierOut.extend({ steps: z.array(StepOut) })),
  /** Of all tiers. A question is asked for the tiers it names in `tiers`; for every tier when it names none. */
  intake: z.strictObject({ questions: z.array(TemplateQuestion) }),
  /** What the client sees of the work, over all tiers. */
  steps: z.array(StepOut),
})
export type ServiceDetailOut = z.infer<typeof ServiceDetailOut>

/** An amount in major units, as a query parameter. */
export const amountText = z
  .string({ error: "Enter an amount, for example 4999 or 49.50" })
  .regex(/^\d{1,12}(\.\d{1,6})?$/, "Enter an amount, for example 4999 or 49.50")
  .transform(Number)

/** Where prices are requested for. */
export const placeQuery = {
  region_id: idText.optional(),
  currency_code: currencyCodeText.optional(),
  /** Narrows tax within the region. */
  country_code: z
    .string({ error: "Enter a country code" })
    .toLowerCase()
    .regex(/^[a-z]{2}$/, "Enter a two-letter country code, for example in")
    .optional(),
}

export const PricePlace = z.strictObject(placeQuery)
export type PricePlace = z.infer<typeof PricePlace>

export const ListServices = z
  .strictObject({
    ...pageQuery,
    ...placeQuery,
    q: safeText({ max: 200 }).optional(),
    category: handleText.optional(),
    min_price: amountText.optional(),
    max_price: amountText.optional(),
    order: z.enum(CATALOGUE_ORDERS, { error: `Choose one of ${CATALOGUE_ORDERS.join(", ")}` }).default("sort_order"),
  })
  .refine(({ min_price, max_price }) => !(Number(min_price) > Number(max_price)), {
    path: ["max_price"],
    error: "Enter an amount that is not below min_price",
    // Reported together with all other errors.
    when: () => true,
  })
export type ListServices = z.infer<typeof ListServices>

export const catalogueRoutes = {
  "GET /store/services": {
    actor: "anyone",
    owner: null,
    summary: "Services that can be bought, with their tiers and prices",
    query: ListServices,
    response: {
      200: z.strictObject({
        services: z.array(ServiceOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
    rateLimit: "browse",
  },
  "GET /store/services/:handle": {
    actor: "anyone",
    owner: null,
    summary: "One service with its intake questions and steps",
    params: z.strictObject({ handle: handleText }),
    query: PricePlace,
    response: { 200: z.strictObject({ service: ServiceDetailOut }) },
    errors: [],
    rateLimit: "browse",
  },
} as const satisfies Record<string, RouteSpec>
