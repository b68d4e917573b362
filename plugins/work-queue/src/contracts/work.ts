import { defineExtensionPoint } from "@atrium/kernel"
import type { z } from "zod"

/** A kind of durable work: what its payload is, how often and how patiently it is tried. */
export type WorkKind<P> = {
  /** `<context>.<verb-noun>`, e.g. `payments.capture-payment`. */
  readonly kind: string
  /** Raised when the payload's shape changes; handlers read old versions until none is left. */
  readonly version: number
  readonly payload: z.ZodType<P>
  /** Attempts before the item is dead; the first one counts. */
  readonly maxAttempts: number
  /** Wait before the second attempt; doubled for each further one, at most an hour. */
  readonly backoffSeconds: number
}

/** Every kind that was defined in this process, so that a kind without a handler is noticed when it starts. */
export const workKinds = defineExtensionPoint<WorkKind<unknown>>({ name: "work-queue.kinds", key: ({ kind }) => kind })

/** Declares a kind of work. Its name begins with the context that owns it. */
export const defineWork = <P>(kind: WorkKind<P>): WorkKind<P> => {
  workKinds.add(kind.kind.split(".")[0] ?? kind.kind, kind)
  return kind
}

/** One promise to be written with `enqueueWork`. `key` is unique for ever, also after completion. */
export type WorkToEnqueue = {
  readonly kind: string
  readonly version: number
  readonly key: string
  readonly payload: unknown
  readonly maxAttempts: number
  readonly backoffSeconds: number
  /** Business time before which it is not due; default: now. */
  readonly runAt?: Date
  /** The request this work belongs to; default: the current one. */
  readonly requestId?: string
  /**
   * What it is a consequence of: the key of a work item, or the id of a call. Default: the work item or the call that
   * enqueues it. Name it where a subscriber, which may run in another process, enqueues what follows from known work.
   */
  readonly causedBy?: string
}

/** Checks the payload and makes an item of a kind. The key is prefixed with the kind. */
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

/** `parked`: nothing failed; the item waits for something to change, and whatever changes it wakes the item. */
export const WORK_STATUSES = ["due", "running", "retrying", "parked", "done", "dead", "cancelled"] as const
export type WorkStatus = (typeof WORK_STATUSES)[number]

/** As staff see it: due work whose time has not come is `scheduled`. */
export const SHOWN_WORK_STATUSES = ["scheduled", ...WORK_STATUSES] as const
export type ShownWorkStatus = (typeof SHOWN_WORK_STATUSES)[number]
