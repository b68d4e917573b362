import { type BuyerSources, buyerOf } from "./request-facts"

type Shown = {
  readonly customer_id: string | null
  readonly customer_name: string
  readonly customer_email: string
  readonly customer_phone: string
}

/** The buyer that the order's requests should show; undefined when all of them already do. */
export const buyerToShow = (
  order: BuyerSources & { readonly customer_id: string | null },
  requests: readonly Shown[]
): Shown | undefined => {
  const { name, email, phone } = buyerOf(order)
  const buyer = { customer_id: order.customer_id, customer_name: name, customer_email: email, customer_phone: phone }
  const same = (shown: Shown) =>
    shown.customer_id === buyer.customer_id &&
    shown.customer_name === buyer.customer_name &&
    shown.customer_email === buyer.customer_email &&
    shown.customer_phone === buyer.customer_phone
  return requests.every(same) ? undefined : buyer
}
