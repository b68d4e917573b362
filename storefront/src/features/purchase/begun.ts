import type { PurchaseOut } from "@atrium/service-provisioning/contracts"

import type { Begun } from "./pay"

/** The gateway whose card form stands on the page. */
export const SANDBOX_PROVIDER = "pp_sandbox_sandbox"

/** What paying needs of a purchase. No intent: nothing is to be paid, or not with the card form of this page. */
export const begunOf = ({
  id,
  amount,
  currency_code,
  payment,
  payment_provider_id,
}: Pick<PurchaseOut, "id" | "amount" | "currency_code" | "payment" | "payment_provider_id">): Begun => ({
  id,
  amount,
  currency_code,
  intent:
    payment?.client_secret && payment_provider_id === SANDBOX_PROVIDER
      ? { id: payment.id, client_secret: payment.client_secret }
      : null,
})
