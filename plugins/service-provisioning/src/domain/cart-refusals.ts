import type { ErrorDetails } from "@atrium/kernel"

/** What has to be known of a cart before it is paid. */
export type CartToPay = {
  readonly email?: string | null | undefined
  readonly shipping_address?:
    | { readonly [K in "address_1" | "city" | "country_code"]?: string | null | undefined }
    | null
    | undefined
  readonly shipping_methods?: readonly unknown[] | null | undefined
  readonly items: readonly {
    readonly variant_id?: string | null | undefined
    readonly quantity: number
    readonly requires_shipping: boolean
  }[]
}

/**
 * Why this cart can't be paid, by field; empty when it can. `stock`: units of each variant whose stock is limited. A cart
 * may hold a variant in several lines, whose units count together.
 */
export const cartRefusals = (cart: CartToPay, stock: ReadonlyMap<string, number>): ErrorDetails => {
  const details: ErrorDetails = {}
  if (cart.items.length === 0) details.items = "Add a service or a product first"
  if (!cart.email) details.email = "Enter your email address"
  if (cart.items.some((item) => item.requires_shipping)) {
    const { address_1: street, city, country_code: country } = cart.shipping_address ?? {}
    if (!street || !city || !country) details.shipping_address = "Enter the delivery address"
    if (!cart.shipping_methods?.length) details.shipping_option_id = "Choose a delivery option"
  }
  cart.items.forEach(({ variant_id: id }, index) => {
    const left = stock.get(id ?? "")
    if (left === undefined) return
    const wanted = cart.items.reduce((sum, item) => (item.variant_id === id ? sum + item.quantity : sum), 0)
    if (wanted > left) details[`items.${index}.quantity`] = left > 0 ? `Only ${left} left` : "Out of stock"
  })
  return details
}
