import { defineRouteTable, idText } from "@atrium/kernel"
import { z } from "zod"

import { ChangePassword, EmailChanged, LinkToken, PasswordChanged, RequestEmailChange } from "./account"
import { errors } from "./errors"
import { privacyRoutes } from "./privacy-routes"
import { CompleteRegistration, RequestRegistration } from "./registrations"
import { EndOtherSignIns, OtherSignInsEnded, SignInEnded, SignInList } from "./sign-ins"
import { suspensionRoutes } from "./suspensions"

const passwordChange = {
  summary: "Changes the password with the current one; every other sign-in ends",
  body: ChangePassword,
  response: { 200: PasswordChanged },
  errors: [],
  rateLimit: "login",
} as const

const signIns = {
  summary: "Lists where the person is signed in",
  response: { 200: SignInList },
  errors: [],
  rateLimit: "browse",
} as const

const endSignIn = {
  summary: "Signs out one sign-in",
  params: z.strictObject({ id: idText }),
  body: z.strictObject({}),
  response: { 200: SignInEnded },
  errors: [],
  rateLimit: "login",
} as const

const endOtherSignIns = {
  summary: "Signs out every other sign-in, of all the person's accounts",
  body: EndOtherSignIns,
  response: { 200: OtherSignInsEnded },
  errors: [],
  rateLimit: "login",
} as const

const customer = { actor: "customer", owner: "the signed-in customer" } as const
const provider = { actor: "provider", owner: "the signed-in provider" } as const
const staff = { actor: "staff", owner: "the signed-in staff member", permission: "profile" } as const

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
  "POST /store/customers/me/password": { ...passwordChange, ...customer },
  "POST /provider/me/password": { ...passwordChange, ...provider },
  "POST /admin/users/me/password": { ...passwordChange, ...staff },
  "GET /store/customers/me/sign-ins": { ...signIns, ...customer },
  "GET /provider/me/sign-ins": { ...signIns, ...provider },
  "GET /admin/users/me/sign-ins": { ...signIns, ...staff },
  "POST /store/customers/me/sign-ins/end-others": { ...endOtherSignIns, ...customer },
  "POST /provider/me/sign-ins/end-others": { ...endOtherSignIns, ...provider },
  "POST /admin/users/me/sign-ins/end-others": { ...endOtherSignIns, ...staff },
  "POST /store/customers/me/sign-ins/:id/end": { ...endSignIn, ...customer },
  "POST /provider/me/sign-ins/:id/end": { ...endSignIn, ...provider },
  "POST /admin/users/me/sign-ins/:id/end": { ...endSignIn, ...staff },
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
  ...privacyRoutes,
  ...suspensionRoutes,
})
