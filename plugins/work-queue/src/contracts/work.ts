import { defineExtensionPoint } from "@atrium/kernel"
import type { z } from "zod"

/** A kind of durable work: its payload and its retries. */
export type WorkKind<P> = {
  /** `<context>.<verb-noun>`, e.g. `payments.capture-payment`. */
  readonly kind: string
  /** Raise it when the payload's shape changes; handlers must read old versions until none is left. */
  readonly version: number
  readonly payload: z.ZodType<P>
  /** Attempts before the item is dead, including the first. */
  readonly maxAttempts: number
  /** Wait before the second attempt; doubled for each further attempt, at most an hour. */
  readonly backoffSeconds: number
}

/** Every kind defined in this process, so that a kind without a handler is detected at the start. */
export const workKinds = defineExtensionPoint<WorkKind<unknown>>({ name: "work-queue.kinds", key: ({ kind }) => kind })

/** Declares a kind of work. Its name starts with the context that owns it. */
export const defineWork = <P>(kind: WorkKind<P>): WorkKind<P> => {
  workKinds.add(kind.kind.split(".")[0] ?? kind.kind, kind)
  return kind
}

/** A work item for `enqueueWork`. `key` stays unique even after completion. */
export type WorkToEnqueue = {
  readonly kind: string
  readonly version: number
  readonly key: string
  readonly payload: unknown
  readonly maxAttempts: number
  readonly backoffSeconds: number
  /** Business time at which it becomes due; default: now. */
  readonly runAt?: Date
  /** The request this work belongs to; default: the current one. */
  readonly requestId?: string
  /**
   * The key of the work item, or the id of the call, that caused it. Default: the one that enqueues it. Set it in a
   * subscriber, which may run in another process, that enqueues follow-up work.
   */
  readonly causedBy?: string
}

/** Creates an item of a kind and validates its payload. The key is prefixed with the kind. */
export const workOf = <P>(
  work: WorkKind<P>,
  item: { key: string; payload: P; runAt?: Date; requestId?: string; causedBy?: string }
): WorkToEnqueue => ({
  kind: work.kind,
  version: work.version,
  key: `${work.kind}:${item.key}`,
  payload: work.payload.parse(item.payload),
  maxAttempts: work.maxAttempts,
  backoffSeconds: work.backoffSeconds,
  ...(item.runAt ? { runAt: item.runAt } : {}),
  ...(item.requestId ? { requestId: item.requestId } : {}),
  ...(item.causedBy ? { causedBy: item.causedBy } : {}),
})

/** `parked`: nothing failed; the item waits for a change, and the code that makes the change wakes it. */
export const WORK_STATUSES = ["due", "running", "retrying", "parked", "done", "dead", "cancelled"] as const
export type WorkStatus = (typeof WORK_STATUSES)[number]

/** As shown to staff: work that is due later is `scheduled`. */
export const SHOWN_WORK_STATUSES = ["scheduled", ...WORK_STATUSES] as const
export type ShownWorkStatus = (typeof SHOWN_WORK_STATUSES)[number]
