import { handleText, pageQuery, type RouteSpec, safeText } from "@atrium/kernel"
import { z } from "zod"

import { amountText, placeQuery, PriceOut, PricePlace } from "./catalogue"

export const GOODS_ORDERS = ["-created_at", "title", "-title", "price", "-price"] as const
export type GoodsOrder = (typeof GOODS_ORDERS)[number]

export const VariantOut = z.strictObject({
  id: z.string(),
  title: z.string(),
  price: PriceOut,
  /** Whether at least one unit can be ordered now. */
  in_stock: z.boolean(),
  /** Units that can be ordered now, without those reserved for others; null when not limited by stock. */
  available_quantity: z.number().int().nullable(),
})
export type VariantOut = z.infer<typeof VariantOut>

export const GoodOut = z.strictObject({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  /** Empty when there is none. */
  subtitle: z.string(),
  description: z.string(),
  /** Handle of its first category; "other" without one. */
  category: z.string(),
  /** URLs of its images. */
  images: z.array(z.string()),
  /** Those with a price, in the merchant's order; at least one. */
  variants: z.array(VariantOut),
})
export type GoodOut = z.infer<typeof GoodOut>

/** A category and how many of the found goods it has. */
export const GoodsCategoryOut = z.strictObject({ handle: z.string(), name: z.string(), count: z.number().int() })
export type GoodsCategoryOut = z.infer<typeof GoodsCategoryOut>

export const ListGoods = z
  .strictObject({
    ...pageQuery,
    ...placeQuery,
    q: safeText({ max: 200 }).optional(),
    category: handleText.optional(),
    min_price: amountText.optional(),
    max_price: amountText.optional(),
    order: z.enum(GOODS_ORDERS, { error: `Choose one of ${GOODS_ORDERS.join(", ")}` }).default("-created_at"),
  })
  .refine(({ min_price, max_price }) => !(Number(min_price) > Number(max_price)), {
    path: ["max_price"],
    error: "Enter an amount that is not below min_price",
    // Reported together with all other errors.
    when: () => true,
  })
export type ListGoods = z.infer<typeof ListGoods>

export const goodsRoutes = {
  "GET /store/goods": {
    actor: "anyone",
    owner: null,
    summary: "Goods, which are products without a service template, with their variants, prices and stock",
    query: ListGoods,
    response: {
      200: z.strictObject({
        goods: z.array(GoodOut),
        /** Of what is found in all categories, whichever is asked for. */
        categories: z.array(GoodsCategoryOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
    rateLimit: "browse",
  },
  "GET /store/goods/:handle": {
    actor: "anyone",
    owner: null,
    summary: "One good with its variants, prices and stock",
    params: z.strictObject({ handle: handleText }),
    query: PricePlace,
    response: { 200: z.strictObject({ good: GoodOut }) },
    errors: [],
    rateLimit: "browse",
  },
} as const satisfies Record<string, RouteSpec>
