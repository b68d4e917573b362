import { emailText } from "@atrium/kernel"
import { z } from "zod"

/** A requested change of a customer's email address, as stored in its work item. */
export const EmailChangeRequest = z.strictObject({
  identity_id: z.string(),
  customer_id: z.string(),
  from_email: z.string(),
  to_email: emailText,
})
export type EmailChangeRequest = z.infer<typeof EmailChangeRequest>

/** Which of a customer's orders move to the customer's address of today. */
export const OrderEmailMove = z.strictObject({ customer_id: z.string(), earlier_emails: z.array(z.string()) })
export type OrderEmailMove = z.infer<typeof OrderEmailMove>
