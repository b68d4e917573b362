import { formatMoney } from "@atrium/kernel"

import { Facts } from "@/lib/ui"

import type { CartView } from "../queries"

/** The cart's totals as the backend calculated them: with tax where the prices of its lines include it. */
export const CartTotals = ({ cart, locale }: { cart: CartView; locale: string }) => {
  const money = (amount: number) => formatMoney(amount, cart.currency_code, locale)
  const inclusive = cart.items.every((line) => line.is_tax_inclusive)
  const [items, shipping, discount] = inclusive
    ? [cart.original_item_total, cart.original_shipping_total, cart.discount_total]
    : [cart.original_item_subtotal, cart.original_shipping_subtotal, cart.discount_subtotal]
  const isSent = cart.items.some(({ requires_shipping: ships }) => ships)
  const hasMethod = cart.shipping_methods.length > 0
  const tax = cart.tax_total > 0 ? [{ term: inclusive ? "Tax included" : "Tax", value: money(cart.tax_total) }] : []
  return (
    <Facts
      rows={[
        { term: "Items", value: money(items) },
        ...(isSent ? [{ term: "Shipping", value: hasMethod ? money(shipping) : "Chosen at checkout" }] : []),
        ...(discount > 0 ? [{ term: "Discount", value: `−${money(discount)}` }] : []),
        ...(inclusive ? [] : tax),
        { term: "Total", value: money(cart.total), strong: true },
        ...(inclusive ? tax : []),
      ]}
    />
  )
}
