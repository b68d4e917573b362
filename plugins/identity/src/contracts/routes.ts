import { defineRouteTable } from "@atrium/kernel"
import { z } from "zod"

import { ChangePassword, EmailChanged, LinkToken, PasswordChanged, RequestEmailChange } from "./account"
import { errors } from "./errors"
import { CompleteRegistration, RequestRegistration } from "./registrations"

const passwordChange = {
  summary: "Changes the password with the current one; every other sign-in ends",
  body: ChangePassword,
  response: { 200: PasswordChanged },
  errors: [],
  rateLimit: "login",
} as const

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
  "POST /store/customers/me/password": { ...passwordChange, actor: "customer", owner: "the signed-in customer" },
  "POST /provider/me/password": { ...passwordChange, actor: "provider", owner: "the signed-in provider" },
  "POST /admin/users/me/password": {
    ...passwordChange,
    actor: "staff",
    owner: "the signed-in staff member",
    permission: "profile",
  },
  "POST /store/customers/me/email": {
    actor: "customer",
    owner: "the signed-in customer",
    summary:
      "Emails a link to the new address and a notice to the current one; the response is the same for an address that is in use",
    body: RequestEmailChange,
    response: { 202: z.strictObject({ status: z.literal("email_sent") }) },
    errors: errors.codes("email_shared"),
    rateLimit: "login",
  },
  "POST /store/customers/me/email/confirm": {
    actor: "customer",
    owner: "the signed-in customer who asked, with the token of the emailed link, once, within a day",
    summary: "Changes the customer's email address; every other sign-in ends",
    body: LinkToken,
    response: { 200: EmailChanged },
    errors: errors.codes("email_change_link_invalid"),
    rateLimit: "login",
  },
  "POST /store/email-changes/stop": {
    actor: "anyone",
    owner: "the token of the notice to the previous address, for seven days",
    summary: "Stops or undoes a change of the email address, ends all sign-ins and invalidates the password",
    body: LinkToken,
    response: { 200: z.strictObject({ status: z.literal("stopped") }) },
    errors: errors.codes("email_change_link_invalid"),
    rateLimit: "login",
  },
})
