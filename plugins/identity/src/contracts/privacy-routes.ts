import { commonErrors } from "@atrium/kernel"
import { z } from "zod"

import { LinkToken } from "./account"
import { errors } from "./errors"
import {
  AskPrivacy,
  AskPrivacyAsGuest,
  OwnPrivacyRequest,
  PrivacyRequestDetails,
  PrivacyRequestParams,
  PrivacyRequestQuery,
  PrivacyRequestView,
  StartPrivacy,
} from "./privacy-requests"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const customer = { actor: "customer", owner: "the signed-in customer" } as const
const asked = { 202: z.strictObject({ status: z.literal("email_sent") }) }

/** Export and erasure of a person's data. */
export const privacyRoutes = {
  "POST /store/customers/me/privacy-requests": {
    ...customer,
    summary: "Emails the customer a link that confirms the export or erasure of all their data",
    body: AskPrivacy,
    response: asked,
    errors: errors.codes("erasure_blocked"),
    rateLimit: "login",
  },
  "GET /store/customers/me/privacy-requests": {
    ...customer,
    summary: "The customer's last requests for export or erasure",
    response: { 200: z.strictObject({ privacy_requests: z.array(OwnPrivacyRequest) }) },
    errors: [],
    rateLimit: "browse",
  },
  "GET /store/customers/me/privacy-requests/:id/archive": {
    ...customer,
    summary: "Download the archive of an export as ZIP, for seven days",
    params: PrivacyRequestParams,
    response: { 200: z.string() },
    errors: commonErrors.codes("not_found"),
    rateLimit: "lookup",
  },
  "POST /store/privacy-requests": {
    actor: "anyone",
    owner: null,
    summary:
      "Emails a link that confirms the export or erasure of all data of an email address; the response is the same for an unknown address, which gets no email",
    body: AskPrivacyAsGuest,
    response: asked,
    errors: [],
    rateLimit: "login",
  },
  "POST /store/privacy-requests/confirm": {
    actor: "anyone",
    owner: "the token of the emailed link, once, within a day",
    summary: "Starts the export or erasure that the emailed link is for; an erasure is final",
    body: LinkToken,
    response: { 202: z.strictObject({ privacy_request: OwnPrivacyRequest }) },
    errors: errors.codes("privacy_link_invalid", "erasure_blocked"),
    rateLimit: "login",
  },
  "POST /store/privacy-requests/archive": {
    actor: "anyone",
    owner: "the token of the emailed link, for seven days",
    summary: "Download the archive of an export as ZIP with the emailed link",
    body: LinkToken,
    response: { 200: z.string() },
    errors: errors.codes("privacy_link_invalid"),
    rateLimit: "login",
  },
  "GET /admin/privacy-requests": {
    ...staff,
    summary: "Requests for export and erasure, with masked email addresses",
    query: PrivacyRequestQuery,
    response: {
      200: z.strictObject({
        privacy_requests: z.array(PrivacyRequestView),
        count: z.number().int(),
        offset: z.number().int(),
        limit: z.number().int(),
      }),
    },
    errors: [],
  },
  "POST /admin/privacy-requests": {
    ...staff,
    summary:
      "Start an export, or ask for an erasure that a second person confirms, for a person who asked by letter; an archive's link goes to their email address",
    body: StartPrivacy,
    response: { 202: z.strictObject({ privacy_request: PrivacyRequestView }) },
    errors: errors.codes("erasure_blocked", "no_personal_data"),
  },
  "POST /admin/privacy-requests/:id/confirm": {
    ...staff,
    summary: "Confirm an erasure that other staff asked for, within seven days; it is final",
    params: PrivacyRequestParams,
    response: { 202: z.strictObject({ privacy_request: PrivacyRequestView }) },
    errors: [
      ...errors.codes("erasure_blocked", "second_person_required"),
      ...commonErrors.codes("not_found", "invalid_transition"),
    ],
  },
  "GET /admin/privacy-requests/:id": {
    ...staff,
    summary: "A request with its report: tables, rows, and what is kept and why",
    params: PrivacyRequestParams,
    response: { 200: z.strictObject({ privacy_request: PrivacyRequestDetails }) },
    errors: commonErrors.codes("not_found"),
  },
} as const
