import { commonErrors, idText, safeText } from "@atrium/kernel"
import { z } from "zod"

/** Body of `POST /admin/customers/:id/suspension`. The reason is for staff and kept in the history. */
export const SuspendCustomer = z.strictObject({
  suspended: z.boolean({ error: "Choose whether the customer is suspended" }),
  reason: safeText({ min: 1, max: 500, multiline: true, required: "Enter the reason" }),
})
export type SuspendCustomer = z.infer<typeof SuspendCustomer>

const moment = z.iso.datetime()

/** One decision of staff. */
export const SuspensionDecision = z.strictObject({
  /** True: the customer was suspended. False: a suspension ended. */
  suspended: z.boolean(),
  reason: z.string(),
  /** `user:<id>` or `api-key:<id>`. */
  by: z.string(),
  /** The email address of the user, or the title of the API key; null once it is deleted. */
  by_name: z.string().nullable(),
  at: moment,
})
export type SuspensionDecision = z.infer<typeof SuspensionDecision>

/** Whether a customer may sign in and buy, and what staff decided before. */
export const CustomerSuspension = z.strictObject({
  suspended: z.boolean(),
  /** Why the customer is suspended; null while they aren't. */
  reason: z.string().nullable(),
  suspended_at: moment.nullable(),
  /** The newest decision first. */
  history: z.array(SuspensionDecision),
})
export type CustomerSuspension = z.infer<typeof CustomerSuspension>

const staff = { actor: "staff", owner: null, rateLimit: "admin", errors: commonErrors.codes("not_found") } as const
const params = z.strictObject({ id: idText })
const response = { 200: z.strictObject({ suspension: CustomerSuspension }) }

/** Suspension of customers. */
export const suspensionRoutes = {
  "GET /admin/customers/:id/suspension": {
    ...staff,
    summary: "Whether a customer is suspended, and the history of their suspensions",
    params,
    response,
  },
  "POST /admin/customers/:id/suspension": {
    ...staff,
    summary:
      "Suspend a customer, who is signed out at once and can no longer sign in or buy, or end the suspension; the same state again changes nothing",
    params,
    body: SuspendCustomer,
    response,
  },
} as const
