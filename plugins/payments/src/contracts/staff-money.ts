import { idText } from "@atrium/kernel"
import { z } from "zod"

import { MAX_REFUNDED_UNITS } from "./refundable-units"

const amount = z.number({ error: "Enter the amount as a number" }).positive("Enter an amount above zero")

/** What staff send to refund a payment: all of it without an amount. Amounts in major units. */
export const StaffRefund = z.strictObject({
  amount: amount.optional(),
  refund_reason_id: z
    .string({ error: "Choose a reason from the list" })
    .max(100, "Choose a reason from the list")
    .optional(),
  note: z.string({ error: "Enter the note as text" }).max(1000, "Use at most 1,000 characters").optional(),
})
export type StaffRefund = z.infer<typeof StaffRefund>

/** What staff send to refund chosen units of an order, whose work ends. The server computes the amount. */
export const StaffUnitRefund = z.strictObject({
  payment_id: idText,
  units: z
    .array(idText, { error: "Choose at least one unit" })
    .min(1, "Choose at least one unit")
    .max(MAX_REFUNDED_UNITS, `Choose at most ${MAX_REFUNDED_UNITS} units`),
  refund_reason_id: StaffRefund.shape.refund_reason_id,
  note: StaffRefund.shape.note,
})
export type StaffUnitRefund = z.infer<typeof StaffUnitRefund>

/** A refund of chosen units that was made. Amount in major units. */
export const UnitRefundOut = z.strictObject({
  payment_id: z.string(),
  order_id: z.string(),
  amount: z.number(),
  currency_code: z.string(),
  units: z.array(z.string()),
})
export type UnitRefundOut = z.infer<typeof UnitRefundOut>

/** What staff send to capture a payment. */
export const StaffCapture = z.strictObject({ amount: amount.optional() })
export type StaffCapture = z.infer<typeof StaffCapture>
