import { z } from "zod"

const instant = z.iso.datetime()
const day = z.iso.date()

/** A public event. Never contains a note, because notes may name people. */
export const PublicTimelineEvent = z.strictObject({
  type: z.string(),
  status: z.string().nullable(),
  label: z.string(),
  occurred_at: instant,
})
export type PublicTimelineEvent = z.infer<typeof PublicTimelineEvent>

/**
 * What anyone with the number may see: no name, address, email, phone, price or note. `expected` counts working days
 * (Monday to Friday, UTC) from when the status was entered.
 */
export const PublicTracking = z.strictObject({
  reference_number: z.string(),
  kind: z.string(),
  status: z.string(),
  status_label: z.string(),
  status_description: z.string().nullable(),
  /** Whether this is the last status. */
  final: z.boolean(),
  service: z.string(),
  updated_at: instant,
  next_step: z
    .strictObject({
      description: z.string(),
      expected: z.strictObject({ earliest: day, latest: day }).nullable(),
    })
    .nullable(),
  /** Oldest first. */
  timeline: z.array(PublicTimelineEvent),
})
export type PublicTracking = z.infer<typeof PublicTracking>

export const TrackingResponse = z.strictObject({ tracking: PublicTracking })
