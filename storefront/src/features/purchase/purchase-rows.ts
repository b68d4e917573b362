import { formatMoney } from "@atrium/kernel"
import type { PurchaseState } from "@atrium/service-provisioning/contracts"

type Bought = Pick<
  PurchaseState,
  "items" | "goods" | "shipping_amount" | "discount_amount" | "amount" | "currency_code"
>

const withQuantity = (title: string, quantity: number): string => (quantity > 1 ? `${title} × ${quantity}` : title)

/** Rows of a purchase's summary: services, goods, shipping and discount, then the amount under `totalTerm`. */
export const purchaseRows = (purchase: Bought, totalTerm: string, locale: string) => {
  const money = (amount: number) => formatMoney(amount, purchase.currency_code, locale)
  const { shipping_amount: shipping, discount_amount: discount } = purchase
  return [
    ...purchase.items.map(({ service, tier, quantity, amount }) => ({
      term: withQuantity(`${service}, ${tier}`, quantity),
      value: money(amount),
    })),
    ...purchase.goods.map(({ product, variant, quantity, amount }) => ({
      term: withQuantity(`${product}, ${variant}`, quantity),
      value: money(amount),
    })),
    ...(shipping > 0 ? [{ term: "Shipping", value: money(shipping) }] : []),
    ...(discount > 0 ? [{ term: "Discount", value: `−${money(discount)}` }] : []),
    { term: totalTerm, value: money(purchase.amount), strong: true },
  ]
}
