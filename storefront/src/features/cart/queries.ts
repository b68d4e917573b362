import "server-only"
import { questionsForTier, routes } from "@atrium/service-provisioning/contracts"
import { cache } from "react"
import { z } from "zod"

import { sessionToken } from "@/features/auth/session"
import { accountCartKey, type CartKey, currentCartKey } from "@/lib/cart-key"
import { callRoute, callShop, findGood, findService, isApiError, type QuestionView } from "@/lib/medusa"

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "")

export const CartResponse = z.object({
  cart: z.object({
    id: z.string(),
    currency_code: z.string(),
    region_id: z.string().nullish(),
    original_item_total: z.number(),
    original_item_subtotal: z.number(),
    original_shipping_total: z.number(),
    original_shipping_subtotal: z.number(),
    discount_total: z.number(),
    discount_subtotal: z.number(),
    tax_total: z.number(),
    total: z.number(),
    shipping_methods: z
      .array(z.object({ shipping_option_id: text }))
      .nullish()
      .transform((methods) => methods ?? []),
    shipping_address: z
      .object({
        address_1: text,
        address_2: text,
        postal_code: text,
        city: text,
        province: text,
        country_code: text,
      })
      .nullish(),
    promotions: z
      .array(z.object({ code: text, is_automatic: z.boolean().nullish() }))
      .nullish()
      .transform((promotions) => promotions ?? []),
    items: z
      .array(
        z.object({
          id: z.string(),
          variant_id: text,
          product_title: text,
          product_handle: text,
          variant_title: text,
          quantity: z.number(),
          unit_price: z.number(),
          is_tax_inclusive: z.boolean(),
          requires_shipping: z.boolean(),
        })
      )
      .nullish()
      .transform((items) => items ?? []),
  }),
})
export type CartView = z.output<typeof CartResponse>["cart"]
export type CartLine = CartView["items"][number]

/** What a picture is made of: the first image, or the category's motif. */
type Pictured = { handle: string; category: string; images: readonly string[] }

/** A line, with what the catalog knows of it. `available`: units in stock, null when stock doesn't limit it. */
export type CheckoutLine = CartLine & {
  service?: Pictured & { maxQuantity: number; questions: readonly QuestionView[] }
  good?: Pictured & { available: number | null }
}

const picturedOf = ({ handle, category, images }: Pictured): Pictured => ({ handle, category, images })

/** Returns the credentials that the backend requires for the cart. */
export const cartSession = async ({ secret }: CartKey) => ({
  headers: { "x-cart-token": secret },
  token: await sessionToken(),
})

export const cartPath = ({ id }: CartKey, rest = ""): string => `/store/carts/${encodeURIComponent(id)}${rest}`

/** The open cart of the signed-in customer, who may have filled it on another device. */
export const findAccountCart = cache(async (): Promise<CartKey | undefined> => {
  const token = await sessionToken()
  if (!token) return undefined
  const { data } = await callRoute(routes, "POST /store/customers/me/cart", { body: {}, token })
  return data.cart ? accountCartKey(data.cart.id) : undefined
})

/** The key of the visitor's cart: this browser's, else the signed-in customer's. */
export const findCartKey = async (): Promise<CartKey | undefined> =>
  (await currentCartKey()) ?? (await findAccountCart())

/** Returns the visitor's cart; undefined when there is none, it was paid, or it belongs to someone else. */
export const findCart = cache(async (): Promise<CartView | undefined> => {
  const key = await findCartKey()
  if (!key) return undefined
  try {
    return (await callShop({ path: cartPath(key), response: CartResponse, ...(await cartSession(key)) })).data.cart
  } catch (error) {
    if (isApiError(error) && error.status === 404) return undefined
    throw error
  }
})

/**
 * Saves a shipping option on the cart. Returns the cart with its new totals, or as it was when the option isn't offered any
 * more.
 */
export const chooseShipping = async (cart: CartView, optionId: string): Promise<CartView> => {
  const key = await findCartKey()
  if (!key) return cart
  try {
    const { data } = await callShop({
      method: "POST",
      path: cartPath(key, "/shipping-methods"),
      body: { option_id: optionId },
      response: CartResponse,
      ...(await cartSession(key)),
    })
    return data.cart
  } catch (error) {
    if (isApiError(error) && error.status < 500) return cart
    throw error
  }
}

const withStock = async (line: CartLine): Promise<CheckoutLine> => {
  const good = line.product_handle ? await findGood(line.product_handle) : undefined
  const variant = good?.variants.find(({ id }) => id === line.variant_id)
  return good && variant ? { ...line, good: { ...picturedOf(good), available: variant.available_quantity } } : line
}

/** Returns the cart's lines: services with their questions and maximum quantity, goods with their stock. */
export const findCheckoutLines = (cart: CartView): Promise<CheckoutLine[]> =>
  Promise.all(
    cart.items.map(async (line) => {
      const service = line.product_handle ? await findService(line.product_handle) : undefined
      const isTier = service?.tiers.some(({ id }) => id === line.variant_id)
      if (!service || !isTier) return withStock(line)
      return {
        ...line,
        service: {
          ...picturedOf(service),
          maxQuantity: service.max_quantity,
          questions: questionsForTier(service.intake.questions, line.variant_id),
        },
      }
    })
  )
