import { commonErrors, idText, type RouteSpec } from "@atrium/kernel"
import { z } from "zod"

import {
  AdminConsultation,
  CancelConsultation,
  ConsultationSettings,
  ConsultationSettingsOut,
  ListConsultations,
} from "./consultations"
import { consultationErrors } from "./errors"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const id = z.strictObject({ id: idText })
const page = { count: z.number().int(), offset: z.number().int(), limit: z.number().int() }
const settings = { 200: z.strictObject({ consultation_settings: ConsultationSettingsOut }) }

/** The staff routes, apart from the others: Admin's bundle needs no time zones and password rules. */
export const adminRoutes = {
  "GET /admin/consultations": {
    ...staff,
    summary: "Consultations, filtered and searched, with their conflicts",
    query: ListConsultations,
    response: { 200: z.strictObject({ consultations: z.array(AdminConsultation), ...page }) },
    errors: [],
  },
  "GET /admin/consultations/:id": {
    ...staff,
    summary: "One consultation",
    params: id,
    response: { 200: z.strictObject({ consultation: AdminConsultation }) },
    errors: commonErrors.codes("not_found"),
  },
  "POST /admin/consultations/:id/cancel": {
    ...staff,
    summary: "Cancel a booked consultation and email visitor and provider",
    params: id,
    body: CancelConsultation,
    response: { 200: z.strictObject({ consultation: AdminConsultation }) },
    errors: [...commonErrors.codes("not_found"), ...consultationErrors.codes("consultation_closed")],
  },
  "GET /admin/consultation-settings/:id": {
    ...staff,
    summary: "Whether and how a service offers consultations",
    params: id,
    response: settings,
    errors: commonErrors.codes("not_found"),
  },
  "POST /admin/consultation-settings/:id": {
    ...staff,
    summary: "Set whether and how a service offers consultations; booked ones stay as they are",
    params: id,
    body: ConsultationSettings,
    response: settings,
    errors: commonErrors.codes("not_found"),
  },
} as const satisfies Record<string, RouteSpec>
