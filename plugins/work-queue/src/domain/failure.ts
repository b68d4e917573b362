/** Thrown by a handler that knows whether a retry can help: `permanent` makes the item dead at once, without retries. */
export class WorkFailure extends Error {
  override readonly name = "WorkFailure"
  readonly permanent: boolean

  constructor(message: string, options: { permanent?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.permanent = options.permanent ?? false
  }
}

/**
 * Thrown by a handler that can do nothing until something changes, such as a request that no provider can take. The item
 * is parked, which is not a failure, until `reopenWork` (called with that change) or Retry wakes it.
 */
export class WorkParked extends Error {
  override readonly name = "WorkParked"
  /** What the item waits for, as a phrase for staff. */
  readonly waitsFor: string

  constructor(reason: string, waitsFor: string) {
    super(reason)
    this.waitsFor = waitsFor
  }
}

/**
 * Thrown by a handler that was refused by a service that is down. The item is tried again after `until`, which does not
 * count as an attempt, until the service has been down for `LONGEST_POSTPONED_HOURS`.
 */
export class WorkPostponed extends Error {
  override readonly name = "WorkPostponed"
  readonly postponedUntil: Date
  /** What the item waits for, as a phrase for staff: "The mail server". */
  readonly service: string

  constructor(reason: string, { until, service }: { until: Date; service: string }) {
    super(reason)
    this.postponedUntil = until
    this.service = service
  }
}

/** Until when and for what the work is postponed, if the error does so. */
export const postponementOf = (error: unknown): { until: Date; service: string } | undefined =>
  typeof error === "object" &&
  error !== null &&
  "postponedUntil" in error &&
  error.postponedUntil instanceof Date &&
  "service" in error &&
  typeof error.service === "string"
    ? { until: error.postponedUntil, service: error.service }
    : undefined

/** What is then still down counts as an attempt again, so that no item is tried for ever. */
export const LONGEST_POSTPONED_HOURS = 72

/** Whether an item that is postponed since then may be postponed once more. */
export const mayPostpone = (postponedSince: Date | null, now: Date): boolean =>
  postponedSince === null || now.getTime() - postponedSince.getTime() < LONGEST_POSTPONED_HOURS * 3_600_000

/** What the work waits for, if the error parks it. */
export const waitsForOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "waitsFor" in error && typeof error.waitsFor === "string"
    ? error.waitsFor
    : undefined

// Workflow engines pass errors on as plain objects, so errors are recognized by shape and not by class.
export const isPermanent = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "permanent" in error && error.permanent === true
