import type { PurchaseOut } from "@atrium/service-provisioning/contracts"

import type { Begun } from "./pay"

/** What paying needs of a purchase. No intent: nothing is to be paid, or nothing is confirmed online. */
export const begunOf = ({
  id,
  amount,
  currency_code,
  payment,
}: Pick<PurchaseOut, "id" | "amount" | "currency_code" | "payment">): Begun => ({
  id,
  amount,
  currency_code,
  intent: payment?.client_secret ? { id: payment.id, client_secret: payment.client_secret } : null,
})
