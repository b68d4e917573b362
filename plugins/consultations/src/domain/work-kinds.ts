import { defineWork, type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import { z } from "zod"

/**
 * Reminds the visitor a day before. Key: the consultation's ID and sequence, which changes when it is moved, so that the
 * reminder of the earlier time is not sent.
 */
export const REMIND_VISITOR = defineWork({
  kind: "consultations.remind-visitor",
  version: 1,
  payload: z.strictObject({ consultation_id: z.string(), sequence: z.number().int() }),
  maxAttempts: 8,
  backoffSeconds: 30,
})

const DAY_MS = 24 * 60 * 60_000

/** The reminder of a booked consultation; none when it starts within a day. */
export const reminderWork = (
  consultation: { id: string; sequence: number; starts_at: Date },
  now: Date
): WorkToEnqueue[] => {
  const runAt = new Date(consultation.starts_at.getTime() - DAY_MS)
  if (runAt <= now) return []
  return [
    workOf(REMIND_VISITOR, {
      key: `${consultation.id}:${consultation.sequence}`,
      payload: { consultation_id: consultation.id, sequence: consultation.sequence },
      runAt,
    }),
  ]
}
