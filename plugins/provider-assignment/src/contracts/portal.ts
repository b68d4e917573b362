import { newPasswordText } from "@atrium/identity/contracts"
import { listOf, pageQuery, phoneText, safeText } from "@atrium/kernel"
import {
  HistoryOut,
  SERVICE_REQUEST_STATUSES,
  ServiceRequestDetailOut,
  ServiceRequestOut,
  TASK_HOLDERS,
  TASK_STATUSES,
  TaskOut,
} from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { WorkingHours } from "./providers"

const moment = z.string()
const seen = z.iso.datetime({ offset: true, error: "Enter a date and time in ISO 8601" })
const status = z.enum(SERVICE_REQUEST_STATUSES, { error: "This is not a state of a service request" })
const reason = safeText({ min: 1, max: 500, required: "Enter a reason" })

/** The progress of a request's work, in a list. Canceled tasks do not count. */
export const PortalWork = z.strictObject({
  open: z.number(),
  done: z.number(),
  /** Open tasks that a client or an authority has. */
  waiting: z.number(),
  /** The open task that is due first. */
  next: z.strictObject({ name: z.string(), due_at: moment.nullable() }).nullable(),
})
export type PortalWork = z.infer<typeof PortalWork>

/**
 * A request as the provider in charge sees it in its list. Of the money only that it arrived: no amount, no gateway, no
 * affiliate, no order.
 */
export const PortalRequest = ServiceRequestOut.pick({
  id: true,
  reference_number: true,
  status: true,
  status_label: true,
  requirements: true,
  service: true,
  tier: true,
  created_at: true,
  updated_at: true,
  due_at: true,
}).extend({
  customer: z.strictObject({ name: z.string(), email: z.string(), phone: z.string() }),
  /** `confirmed` is false once everything was paid back. */
  payment: z.strictObject({ confirmed: z.boolean(), confirmed_at: moment.nullable() }),
  work: PortalWork,
})
export type PortalRequest = z.infer<typeof PortalRequest>

export const NOTE_AUTHORS = ["you", "provider", "staff", "system"] as const

export const PortalTask = TaskOut.extend({
  /** What this provider may do with it now; empty while a task before it is open. */
  allowed_statuses: z.array(z.enum(TASK_STATUSES)),
})
export type PortalTask = z.infer<typeof PortalTask>

export const PortalRequestDetail = PortalRequest.extend({
  /** Moves this provider may make. */
  allowed_statuses: z.array(status),
  tasks: z.array(PortalTask),
  notes: z.array(
    z.strictObject({ id: z.string(), text: z.string(), author: z.enum(NOTE_AUTHORS), created_at: moment })
  ),
  history: z.array(HistoryOut.pick({ to: true, created_at: true }).extend({ label: z.string() })),
  intake: ServiceRequestDetailOut.shape.intake,
})
export type PortalRequestDetail = z.infer<typeof PortalRequestDetail>

/** `status` may be given several times. */
export const ListPortalRequests = z.strictObject({
  status: listOf(status).optional(),
  q: safeText({ max: 200 }).optional(),
  /** `due_at`: what is due first comes first. */
  order: z
    .enum(["created_at", "-created_at", "updated_at", "-updated_at", "due_at", "-due_at"], {
      error: "Use created_at, updated_at or due_at, with a leading - for descending order",
    })
    .default("-created_at"),
  ...pageQuery,
})
export type ListPortalRequests = z.infer<typeof ListPortalRequests>

/** Body of `POST /provider/service-requests/:id/status`. A note is appended, never replaced. */
export const ChangePortalRequest = z
  .strictObject({
    status: status.optional(),
    notes: safeText({ min: 1, max: 5000, multiline: true, required: "Enter the note" }).optional(),
    reason: reason.optional(),
    /** As last seen; when it differs nothing is done. */
    updated_at: seen.optional(),
  })
  .refine((body) => body.status !== undefined || body.notes !== undefined, "Choose what to change")
export type ChangePortalRequest = z.infer<typeof ChangePortalRequest>

export const ChangePortalTask = z
  .strictObject({
    status: z.enum(TASK_STATUSES, { error: "This is not a state of a task" }).optional(),
    holder: z.enum(TASK_HOLDERS, { error: "Choose team, client or authority" }).optional(),
    /** Why it waits; needed for `waiting`. */
    reason: reason.optional(),
    updated_at: seen.optional(),
  })
  .refine((body) => body.status !== undefined || body.holder !== undefined, "Choose what to change")
export type ChangePortalTask = z.infer<typeof ChangePortalTask>

const dayOrMoment = (error: string) => z.union([z.iso.date(), z.iso.datetime({ offset: true })], { error })

/** A day without a time means the whole day where the provider works: from its start, until its end. */
export const AddPortalAbsence = z.strictObject({
  starts_at: dayOrMoment("Enter the first day, for example 2026-12-24"),
  ends_at: dayOrMoment("Enter the last day, for example 2027-01-02"),
  reason: safeText({ max: 500 }).optional(),
})
export type AddPortalAbsence = z.infer<typeof AddPortalAbsence>

/** The token of the invitation email, and the password its reader chose. */
export const AcceptInvitation = z.strictObject({
  token: z.string({ error: "Open this page from the link in your email" }).min(1).max(200),
  password: newPasswordText,
})
export type AcceptInvitation = z.infer<typeof AcceptInvitation>

/** The signed-in provider as the shop keeps it: what decides which requests it gets is shown, not hidden. */
export const PortalMe = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  regions: z.array(z.string()),
  time_zone: z.string(),
  working_hours: WorkingHours,
  capacity_hours_per_week: z.number(),
})
export type PortalMe = z.infer<typeof PortalMe>

/** What a provider may change of itself; skills, services and capacity are the shop's to decide. */
export const UpdatePortalMe = z
  .strictObject({
    phone: phoneText.nullable().optional(),
  })
  .refine((body) => Object.keys(body).length > 0, "Choose what to change")
export type UpdatePortalMe = z.infer<typeof UpdatePortalMe>
