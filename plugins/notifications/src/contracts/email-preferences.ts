import { type RouteSpec } from "@atrium/kernel"
import { z } from "zod"

import { notificationErrors } from "./errors"

/** A kind of email that its reader can turn off. */
export const EmailPreference = z.strictObject({
  category: z.string(),
  /** "Progress of your requests". */
  label: z.string(),
  description: z.string(),
  subscribed: z.boolean(),
})
export type EmailPreference = z.infer<typeof EmailPreference>

export const EmailPreferences = z.strictObject({ email_preferences: z.array(EmailPreference) })

/** Body of `POST …/me/email-preferences`: the categories to change. */
export const UpdateEmailPreferences = z.strictObject({
  subscribed: z.record(z.string().max(100), z.boolean()).refine((changes) => Object.keys(changes).length <= 100, {
    error: "Change at most 100 categories at once",
  }),
})
export type UpdateEmailPreferences = z.infer<typeof UpdateEmailPreferences>

/** Body of `POST /store/unsubscriptions`. */
export const Unsubscribe = z.strictObject({
  token: z.string({ error: "Open this page from the link in your email" }).min(1).max(1000),
})

export const Unsubscribed = z.strictObject({
  status: z.literal("unsubscribed"),
  /** The kind of email that is off now; null when no plugin sends it any longer. */
  label: z.string().nullable(),
})

const read = {
  summary: "The kinds of email that the person can turn off, and whether they get them",
  response: { 200: EmailPreferences },
  errors: [],
  rateLimit: "browse",
} as const
const change = {
  summary: "Turns kinds of email on or off; receipts, refunds and security emails are always sent",
  body: UpdateEmailPreferences,
  response: { 200: EmailPreferences },
  errors: [],
  rateLimit: "login",
} as const
const customer = { actor: "customer", owner: "the signed-in customer" } as const
const provider = { actor: "provider", owner: "the signed-in provider" } as const

/** How readers choose which emails they get. */
export const emailPreferenceRoutes = {
  "GET /store/customers/me/email-preferences": { ...read, ...customer },
  "POST /store/customers/me/email-preferences": { ...change, ...customer },
  "GET /provider/me/email-preferences": { ...read, ...provider },
  "POST /provider/me/email-preferences": { ...change, ...provider },
  "POST /store/unsubscriptions": {
    actor: "anyone",
    owner: "the sealed token of an unsubscribe link",
    summary: "Turns off the kind of email that the link was in, for its recipient; repeatable",
    body: Unsubscribe,
    response: { 200: Unsubscribed },
    errors: notificationErrors.codes("unsubscribe_link_invalid"),
    rateLimit: "login",
  },
} as const satisfies Record<string, RouteSpec>
