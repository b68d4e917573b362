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

/** What the work waits for, if the error parks it. */
export const waitsForOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "waitsFor" in error && typeof error.waitsFor === "string"
    ? error.waitsFor
    : undefined

// Workflow engines pass errors on as plain objects, so errors are recognized by shape and not by class.
export const isPermanent = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "permanent" in error && error.permanent === true
