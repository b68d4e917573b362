import { defineRouteTable, emailText, safeText } from "@atrium/kernel"
import { z } from "zod"

import { errors } from "./errors"
import { newPasswordText } from "./passwords"

/** Body of `POST /store/registrations`. */
export const RequestRegistration = z.strictObject({ email: emailText })
export type RequestRegistration = z.infer<typeof RequestRegistration>

/** Body of `POST /store/registrations/complete`: the token of the emailed link, the name and the password. */
export const CompleteRegistration = z.strictObject({
  token: z.string({ error: "Open this page from the link in your email" }).min(1).max(200),
  first_name: safeText({ min: 1, max: 100, required: "Enter your name" }),
  last_name: safeText({ max: 100 }).optional(),
  password: newPasswordText,
})
export type CompleteRegistration = z.infer<typeof CompleteRegistration>

export const routes = defineRouteTable("identity", {
  "POST /store/registrations": {
    actor: "anyone",
    owner: null,
    summary: "Emails a link to create an account; the response is the same whether or not the address has an account",
    body: RequestRegistration,
    response: { 202: z.strictObject({ status: z.literal("email_sent") }) },
    errors: [],
    rateLimit: "login",
  },
  "POST /store/registrations/complete": {
    actor: "anyone",
    owner: "the token of the emailed link, once, within a day",
    summary: "Creates the customer's account with a name and password",
    body: CompleteRegistration,
    response: { 201: z.strictObject({ customer: z.strictObject({ id: z.string(), email: z.string() }) }) },
    errors: errors.codes("registration_link_invalid"),
    rateLimit: "login",
  },
})
