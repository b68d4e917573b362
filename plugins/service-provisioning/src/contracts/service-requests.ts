import { PersonalFileOut } from "@atrium/documents/contracts"
import { idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { dateTime } from "./date-time"
import { IntakeAnswers } from "./intake"
import { SERVICE_REQUEST_STATUSES } from "./statuses"
import { ReasonText, TaskOut } from "./tasks"

const moment = z.string()
const status = z.enum(SERVICE_REQUEST_STATUSES, { error: "Choose a service request status" })

export const HistoryOut = z.strictObject({
  from: z.enum(SERVICE_REQUEST_STATUSES).nullable(),
  to: z.enum(SERVICE_REQUEST_STATUSES),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  reason: z.string().nullable(),
  created_at: moment,
})
export const NoteOut = z.strictObject({
  id: z.string(),
  text: z.string(),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  created_at: moment,
})

export const TimelineOut = z.strictObject({
  type: z.string(),
  status: z.string().nullable(),
  label: z.string(),
  visibility: z.enum(["public", "internal"]),
  occurred_at: moment,
  note: z.string().nullable(),
})

export const IntakeOut = z.strictObject({
  questions: z.array(z.looseObject({ id: z.string(), label: z.string(), type: z.string(), required: z.boolean() })),
  answers: IntakeAnswers,
  /** Ids of required questions without an answer. */
  missing: z.array(z.string()),
})

/** A service request as lists in Admin carry it. */
export const ServiceRequestOut = z.strictObject({
  id: z.string(),
  reference_number: z.string(),
  status,
  status_label: z.string(),
  customer_id: z.string().nullable(),
  customer_name: z.string(),
  customer_email: z.string(),
  customer_phone: z.string(),
  requirements: z.string(),
  service: z.strictObject({ id: z.string(), title: z.string(), category: z.string().nullable() }),
  tier: z.strictObject({ id: z.string(), title: z.string() }),
  provider: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  payment: z.strictObject({
    status: z.enum(["captured", "partially_refunded", "refunded", "not_required"]),
    amount: z.number(),
    currency_code: z.string(),
    provider_id: z.string().nullable(),
    transaction_id: z.string().nullable(),
    paid_at: moment.nullable(),
    /** This unit's share of all refunds of the order so far. */
    refunded_amount: z.number(),
    refunded_at: moment.nullable(),
  }),
  affiliate: z.strictObject({ id: z.string(), code: z.string() }).nullable(),
  order_id: z.string(),
  order_line_item_id: z.string(),
  unit: z.number(),
  template_version_id: z.string(),
  created_at: moment,
  updated_at: moment,
  due_at: moment.nullable(),
})
export type ServiceRequestOut = z.infer<typeof ServiceRequestOut>

/** The detail adds the work, the history and what may happen next. */
export const ServiceRequestDetailOut = ServiceRequestOut.extend({
  allowed_statuses: z.array(status),
  tasks: z.array(TaskOut),
  history: z.array(HistoryOut),
  notes: z.array(NoteOut),
  intake: IntakeOut,
  /** The dispute of its payment that matters now; null if it was never disputed. */
  dispute: z
    .strictObject({ status: z.enum(["open", "won", "lost"]), opened_at: moment, closed_at: moment.nullable() })
    .nullable(),
  /** When staff stopped its clock; null while it runs. */
  clock_stopped_at: moment.nullable(),
  /** Files that answer its questions. */
  files: z.array(PersonalFileOut),
})
export type ServiceRequestDetailOut = z.infer<typeof ServiceRequestDetailOut>

export const SERVICE_REQUEST_ORDERS = [
  "created_at",
  "updated_at",
  "due_at",
  "status",
  "customer_name",
  "reference_number",
  "provider_name",
  "service_title",
] as const

/** Filters of `GET /admin/service-requests`. A date without time in `$lte` means the whole day, UTC. */
export const ListServiceRequests = z.strictObject({
  /** Part of the reference number, customer's name or email address, service or plan, or a whole phone number. */
  q: safeText({ max: 200 }).optional(),
  service_id: listOf(idText).optional(),
  category: listOf(safeText({ min: 1, max: 200 })).optional(),
  status: listOf(status).optional(),
  /** `none`: unassigned requests. */
  provider_id: listOf(idText).optional(),
  /** `overdue`: open requests whose due date has passed. */
  due: listOf(z.literal("overdue", "Only overdue can be filtered by")).optional(),
  order_id: idText.optional(),
  created_at: z.strictObject({ $gte: dateTime.optional(), $lte: dateTime.optional() }).optional(),
  order: orderQuery(SERVICE_REQUEST_ORDERS, "-created_at"),
  ...pageQuery,
})
export type ListServiceRequests = z.infer<typeof ListServiceRequests>

/** Body of `POST /admin/service-requests/:id/clock`: stops the clock of a disputed request, or starts it again. */
export const SetRequestClock = z.strictObject({
  stopped: z.boolean({ error: "Choose whether the clock is stopped" }),
  reason: safeText({ min: 1, max: 500, multiline: true, required: "Enter the reason" }),
})
export type SetRequestClock = z.infer<typeof SetRequestClock>

/** Body of `POST /admin/service-requests/:id`. Notes are appended, never replaced. */
export const UpdateServiceRequest = z
  .strictObject({
    status: status.optional(),
    /** null unassigns the provider. */
    provider_id: idText.nullable().optional(),
    notes: safeText({ min: 1, max: 5000, multiline: true, required: "Enter the note" }).optional(),
    reason: ReasonText.optional(),
    /** `updated_at` as last read; the change is refused if it differs now. */
    updated_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }).optional(),
  })
  .refine(
    (body) => [body.status, body.notes, body.provider_id].some((field) => field !== undefined),
    "Choose what to change"
  )
export type UpdateServiceRequest = z.infer<typeof UpdateServiceRequest>
