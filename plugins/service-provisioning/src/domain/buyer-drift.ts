import { type BuyerSources, buyerOf } from "./request-facts"

type Buyer = {
  readonly customer_id: string | null
  readonly customer_name: string
  readonly customer_email: string
  readonly customer_phone: string
}

/** The buyer that the order's requests should show, and the requests that don't yet. */
export const buyerToShow = (
  order: BuyerSources & { readonly customer_id: string | null },
  requests: readonly (Buyer & { readonly id: string })[]
): { buyer: Buyer; requestIds: string[] } => {
  const { name, email, phone } = buyerOf(order)
  const buyer = { customer_id: order.customer_id, customer_name: name, customer_email: email, customer_phone: phone }
  const same = (shown: Buyer) =>
    shown.customer_id === buyer.customer_id &&
    shown.customer_name === buyer.customer_name &&
    shown.customer_email === buyer.customer_email &&
    shown.customer_phone === buyer.customer_phone
  return { buyer, requestIds: requests.filter((request) => !same(request)).map(({ id }) => id) }
}
