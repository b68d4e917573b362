import { z } from "zod"

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

/** What staff send to capture a payment. */
export const StaffCapture = z.strictObject({ amount: amount.optional() })
export type StaffCapture = z.infer<typeof StaffCapture>
