import { commonErrors, idText } from "@atrium/kernel"
import { z } from "zod"

import { assignmentErrors } from "./errors"
import {
  AbsenceOut,
  AddAbsence,
  CreateProvider,
  ListProviders,
  ProviderDetailOut,
  ProviderOut,
  UpdateProvider,
} from "./providers"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const params = z.strictObject({ id: idText })
const one = z.strictObject({ provider: ProviderDetailOut })

/** How staff manage providers. */
export const providerRoutes = {
  "GET /admin/providers": {
    ...staff,
    summary: "Providers with filters, sorting and search",
    query: ListProviders,
    response: {
      200: z.strictObject({
        providers: z.array(ProviderOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
  },
  "POST /admin/providers": {
    ...staff,
    summary: "Add a provider and email them an invitation",
    body: CreateProvider,
    response: { 201: one },
    errors: assignmentErrors.codes("provider_email_taken"),
  },
  "GET /admin/providers/:id": {
    ...staff,
    summary: "One provider with their absences and the weeks ahead",
    params,
    response: { 200: one },
    errors: [],
  },
  "POST /admin/providers/:id": {
    ...staff,
    summary: "Change, suspend or reactivate a provider",
    params,
    body: UpdateProvider,
    response: { 200: one },
    errors: commonErrors.codes("stale_version", "invalid_transition"),
  },
  "POST /admin/providers/:id/invitation": {
    ...staff,
    summary: "Resend the invitation to a provider who hasn't signed in yet; the earlier link stops working",
    params,
    response: { 200: one },
    errors: assignmentErrors.codes("invitation_not_due"),
  },
  "POST /admin/providers/:id/absences": {
    ...staff,
    summary: "Add an absence of a provider",
    params,
    body: AddAbsence,
    response: { 201: z.strictObject({ absence: AbsenceOut }) },
    errors: [],
  },
  "DELETE /admin/providers/:id/absences/:absence_id": {
    ...staff,
    summary: "Remove an absence; one that has started ends now",
    params: z.strictObject({ id: idText, absence_id: idText }),
    response: { 200: z.strictObject({ id: z.string(), object: z.literal("absence"), deleted: z.literal(true) }) },
    errors: [],
  },
} as const
