import { idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { CANCELERS, CONFLICTS, CONSULTATION_STATUSES } from "./statuses"

const moment = z.iso.datetime()

export const SlotOut = z.strictObject({ starts_at: moment, ends_at: moment })
export type SlotOut = z.infer<typeof SlotOut>

/** What a visitor may know before booking. */
export const OfferOut = z.strictObject({
  service: z.strictObject({ id: z.string(), handle: z.string(), title: z.string() }),
  minutes: z.number().int(),
  /** Where it takes place: "Video call". */
  place: z.string(),
  notice_hours: z.number().int(),
  horizon_days: z.number().int(),
})
export type OfferOut = z.infer<typeof OfferOut>

export const SlotsOut = z.strictObject({
  consultation: OfferOut,
  time_zone: z.string(),
  from: z.string(),
  to: z.string(),
  /** Only days with free times; a day of the visitor's time zone. */
  days: z.array(z.strictObject({ date: z.string(), slots: z.array(SlotOut) })),
})
export type SlotsOut = z.infer<typeof SlotsOut>

/** A consultation as the holder of its link sees it. */
export const ConsultationOut = z.strictObject({
  id: z.string(),
  reference: z.string(),
  status: z.enum(CONSULTATION_STATUSES),
  service: z.strictObject({ id: z.string(), handle: z.string(), title: z.string() }),
  provider: z.strictObject({ name: z.string() }),
  place: z.string(),
  starts_at: moment,
  ends_at: moment,
  /** The visitor's. */
  time_zone: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  note: z.string(),
  /** Of a held one. */
  hold_expires_at: moment.nullable(),
  /** Whether the holder of the link can move or cancel it. */
  changeable: z.boolean(),
})
export type ConsultationOut = z.infer<typeof ConsultationOut>

/** A consultation in its provider's portal. */
export const PortalConsultation = ConsultationOut.pick({
  id: true,
  reference: true,
  service: true,
  place: true,
  starts_at: true,
  ends_at: true,
  note: true,
}).extend({
  visitor: z.strictObject({ name: z.string(), email: z.string(), time_zone: z.string() }),
  conflict: z.enum(CONFLICTS).nullable(),
})
export type PortalConsultation = z.infer<typeof PortalConsultation>

/** A consultation as staff see it. */
export const AdminConsultation = ConsultationOut.omit({ changeable: true, provider: true }).extend({
  status_label: z.string(),
  provider: z.strictObject({ id: z.string(), name: z.string() }),
  /** Of a booked one that is still to come. */
  conflict: z.enum(CONFLICTS).nullable(),
  canceled_by: z.enum(CANCELERS).nullable(),
  cancel_reason: z.string().nullable(),
  created_at: moment,
  updated_at: moment,
})
export type AdminConsultation = z.infer<typeof AdminConsultation>

/** Filters of `GET /admin/consultations`. */
export const ListConsultations = z.strictObject({
  /** Matches any part of the reference, the visitor's name or email address, or the service's title. */
  q: safeText({ max: 200 }).optional(),
  status: listOf(z.enum(CONSULTATION_STATUSES, { error: "Choose a status" })).optional(),
  provider_id: idText.optional(),
  service_id: idText.optional(),
  order: orderQuery(["starts_at", "created_at"], "-starts_at"),
  ...pageQuery,
})
export type ListConsultations = z.infer<typeof ListConsultations>

export const ListPortalConsultations = z.strictObject({
  order: orderQuery(["starts_at"], "starts_at"),
  ...pageQuery,
})
export type ListPortalConsultations = z.infer<typeof ListPortalConsultations>

/** Body of `POST /admin/consultations/:id/cancel`; the visitor reads the reason. */
export const CancelConsultation = z.strictObject({
  reason: safeText({ max: 500, multiline: true }).default(""),
})
export type CancelConsultation = z.infer<typeof CancelConsultation>

/** Body of `POST /provider/consultations/:id/cancel`; the visitor reads the reason. */
export const CancelByProvider = z.strictObject({
  reason: safeText({ min: 1, max: 500, multiline: true, required: "Tell the visitor why" }),
})
export type CancelByProvider = z.infer<typeof CancelByProvider>

const wholeNumber = (min: number, max: number, what: string) =>
  z
    .number({ error: "Enter a number" })
    .int("Enter a whole number")
    .min(min, `Enter at least ${min} ${what}`)
    .max(max, `Enter at most ${max} ${what}`)

/** Body of `POST /admin/consultation-settings/:id`; the id is the service's. */
export const ConsultationSettings = z.strictObject({
  offered: z.boolean({ error: "Choose whether consultations are offered" }),
  minutes: wholeNumber(10, 240, "minutes").default(30),
  /** Hours between booking and start, at least. */
  notice_hours: wholeNumber(0, 720, "hours").default(4),
  horizon_days: wholeNumber(1, 180, "days").default(30),
  /** Free minutes after each consultation. */
  buffer_minutes: wholeNumber(0, 120, "minutes").default(0),
  place: safeText({ max: 120 }).default(""),
})
export type ConsultationSettings = z.infer<typeof ConsultationSettings>

export const ConsultationSettingsOut = ConsultationSettings.extend({
  service_id: z.string(),
  updated_at: moment.nullable(),
})
export type ConsultationSettingsOut = z.infer<typeof ConsultationSettingsOut>
