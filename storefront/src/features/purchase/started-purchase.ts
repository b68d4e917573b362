import type { PurchaseOut } from "@atrium/service-provisioning/contracts"

import type { StartedPurchase } from "./pay"

/** Returns what the payment needs of a purchase. `intent` is null when there is nothing to confirm online. */
export const toStartedPurchase = ({
  id,
  amount,
  currency_code,
  payment,
}: Pick<PurchaseOut, "id" | "amount" | "currency_code" | "payment">): StartedPurchase => ({
  id,
  amount,
  currency_code,
  intent: payment?.client_secret ? { id: payment.id, client_secret: payment.client_secret } : null,
  paymentPage: payment?.url ?? null,
})
