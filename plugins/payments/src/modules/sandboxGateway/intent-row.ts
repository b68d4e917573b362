import { paymentErrors } from "../../contracts/errors"
import type { DashboardPaymentIntent, PaymentIntentView } from "../../contracts/sandbox"
import type { IntentState } from "../../domain/sandbox-intent"

export type IntentCustomer = { name: string | null; email: string | null; phone: string | null }

/** A payment at the sandbox gateway. Amounts in minor units. */
export type Intent = IntentState & {
  readonly id: string
  readonly client_secret: string
  readonly version: number
  readonly currency_code: string
  readonly description: string | null
  readonly customer: IntentCustomer | null
  readonly session_id: string | null
  readonly cart_id: string | null
  readonly created_at: Date
}

/** A row as `pg` gives it: int8 comes as text. */
export type IntentRow = Omit<Intent, "amount" | "captured" | "refunded"> & {
  amount: string
  captured: string
  refunded: string
}

export const intentOf = (row: IntentRow): Intent => ({
  ...row,
  amount: BigInt(row.amount),
  captured: BigInt(row.captured),
  refunded: BigInt(row.refunded),
})

/** What events and the dashboard show. Amounts at the gateway stay below 2^53, which `create` sees to. */
export const viewOf = (intent: Intent): PaymentIntentView => ({
  id: intent.id,
  status: intent.status,
  amount: Number(intent.amount),
  amount_captured: Number(intent.captured),
  amount_refunded: Number(intent.refunded),
  currency_code: intent.currency_code,
  disputed: intent.disputed,
  card: intent.card_last4 && intent.card_brand ? { brand: intent.card_brand, last4: intent.card_last4 } : null,
  last_error: intent.last_error
    ? { code: intent.last_error, message: paymentErrors.table[intent.last_error].message }
    : null,
  metadata: { session_id: intent.session_id, cart_id: intent.cart_id },
  created: Math.floor(intent.created_at.getTime() / 1000),
})

export const dashboardViewOf = (intent: Intent): DashboardPaymentIntent => ({
  ...viewOf(intent),
  description: intent.description,
  customer: intent.customer,
})
