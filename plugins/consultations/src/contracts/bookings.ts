import { emailText, nameText, safeText } from "@atrium/kernel"
import { TimeZone } from "@atrium/provider-assignment/contracts"
import { z } from "zod"

const day = z.iso.date("Enter a date, for example 2026-12-24")
const instant = z.iso.datetime({ offset: true, error: "Choose a time" })

/** The signature in a consultation's link. */
export const consultationToken = z.string({ error: "Open this page from the link in your email" }).min(1).max(200)

/** Filters of `GET /store/services/:handle/consultation-slots`: days in the visitor's time zone, both included. */
export const ListSlots = z.strictObject({
  time_zone: TimeZone.default("UTC"),
  /** Default: today. */
  from: day.optional(),
  /** Default: two weeks; at most 31 days. */
  to: day.optional(),
})
export type ListSlots = z.infer<typeof ListSlots>

/** Body of `POST /store/services/:handle/consultations`. */
export const HoldConsultation = z.strictObject({ starts_at: instant })
export type HoldConsultation = z.infer<typeof HoldConsultation>

/** Body of `POST /store/consultations/:id/confirm`. */
export const ConfirmConsultation = z.strictObject({
  token: consultationToken,
  name: nameText({ min: 1, max: 120, required: "Enter your name" }),
  email: emailText,
  time_zone: TimeZone,
  note: safeText({ max: 1000, multiline: true }).default(""),
})
export type ConfirmConsultation = z.infer<typeof ConfirmConsultation>

/** Body of `POST /store/consultations/:id/move`. */
export const MoveConsultation = z.strictObject({
  token: consultationToken,
  starts_at: instant,
  time_zone: TimeZone.optional(),
})
export type MoveConsultation = z.infer<typeof MoveConsultation>

export const CancelByLink = z.strictObject({ token: consultationToken })
