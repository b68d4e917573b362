import type { PurchaseOut } from "@atrium/service-provisioning/contracts"

import { SANDBOX_PROVIDER, STRIPE_PROVIDER } from "./gateways"
import type { Begun } from "./pay"

const WITH_A_FORM: readonly (string | null)[] = [SANDBOX_PROVIDER, STRIPE_PROVIDER]

/** What paying needs of a purchase. No intent: nothing is to be paid, or not with a form of this page. */
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
    payment?.client_secret && WITH_A_FORM.includes(payment_provider_id)
      ? { id: payment.id, client_secret: payment.client_secret }
      : null,
})
