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

import { TimeZone, WorkingHours } from "./providers"

const moment = z.string()
const seen = z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" })
const status = z.enum(SERVICE_REQUEST_STATUSES, { error: "Choose a service request status" })
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
 * A request in the list of its provider. Of the money it shows only whether it arrived: no amount, gateway, affiliate or
 * order.
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
  /** `confirmed` is false once everything was refunded. */
  payment: z.strictObject({ confirmed: z.boolean(), confirmed_at: moment.nullable() }),
  work: PortalWork,
})
export type PortalRequest = z.infer<typeof PortalRequest>

export const NOTE_AUTHORS = ["you", "provider", "staff", "system"] as const

export const PortalTask = TaskOut.extend({
  /** Status changes this provider can make now; empty while the task is blocked by another one. */
  allowed_statuses: z.array(z.enum(TASK_STATUSES)),
})
export type PortalTask = z.infer<typeof PortalTask>

export const PortalRequestDetail = PortalRequest.extend({
  /** Status changes this provider can make. */
  allowed_statuses: z.array(status),
  tasks: z.array(PortalTask),
  notes: z.array(
    z.strictObject({ id: z.string(), text: z.string(), author: z.enum(NOTE_AUTHORS), created_at: moment })
  ),
  history: z.array(HistoryOut.pick({ to: true, created_at: true }).extend({ label: z.string() })),
  intake: ServiceRequestDetailOut.shape.intake,
  /** Since when the payment is disputed, without amounts; null while it isn't. */
  disputed_since: moment.nullable(),
  clock_stopped_at: ServiceRequestDetailOut.shape.clock_stopped_at,
  /** Files that answer its questions. */
  files: ServiceRequestDetailOut.shape.files,
})
export type PortalRequestDetail = z.infer<typeof PortalRequestDetail>

/** `status` may be given several times. */
export const ListPortalRequests = z.strictObject({
  status: listOf(status).optional(),
  q: safeText({ max: 200 }).optional(),
  /** `due_at`: earliest due date first. */
  order: z
    .enum(["created_at", "-created_at", "updated_at", "-updated_at", "due_at", "-due_at"], {
      error: "Sort by created_at, updated_at or due_at; prefix with - for descending order",
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
    /** `updated_at` as last read; the request is refused if it has changed. */
    updated_at: seen.optional(),
  })
  .refine((body) => body.status !== undefined || body.notes !== undefined, "Choose what to change")
export type ChangePortalRequest = z.infer<typeof ChangePortalRequest>

export const ChangePortalTask = z
  .strictObject({
    status: z.enum(TASK_STATUSES, { error: "Choose a task status" }).optional(),
    holder: z.enum(TASK_HOLDERS, { error: "Choose team, client or authority" }).optional(),
    /** Required for `waiting`: why the task waits. */
    reason: reason.optional(),
    updated_at: seen.optional(),
  })
  .refine((body) => body.status !== undefined || body.holder !== undefined, "Choose what to change")
export type ChangePortalTask = z.infer<typeof ChangePortalTask>

const dayOrMoment = (error: string) => z.union([z.iso.date(), z.iso.datetime({ offset: true })], { error })

/** A date without a time means the whole day in the provider's time zone. */
export const AddPortalAbsence = z.strictObject({
  starts_at: dayOrMoment("Enter the first day, for example 2026-12-24"),
  ends_at: dayOrMoment("Enter the last day, for example 2027-01-02"),
  reason: safeText({ max: 500 }).optional(),
})
export type AddPortalAbsence = z.infer<typeof AddPortalAbsence>

/** The token of the invitation email and the chosen password. */
export const AcceptInvitation = z.strictObject({
  token: z.string({ error: "Open this page from the link in your email" }).min(1).max(200),
  password: newPasswordText,
})
export type AcceptInvitation = z.infer<typeof AcceptInvitation>

/** The signed-in provider's profile, including everything that decides which requests they get. */
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

/** What providers can change themselves; the shop decides on skills, services and capacity. */
export const UpdatePortalMe = z
  .strictObject({
    phone: phoneText.nullable().optional(),
    time_zone: TimeZone.optional(),
    working_hours: WorkingHours.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, "Choose what to change")
export type UpdatePortalMe = z.infer<typeof UpdatePortalMe>
