/** Thrown by a handler that knows more than "it failed": `permanent` makes the item dead at once, without retries. */
export class WorkFailure extends Error {
  override readonly name = "WorkFailure"
  readonly permanent: boolean

  constructor(message: string, options: { permanent?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.permanent = options.permanent ?? false
  }
}

// Workflow engines hand errors on as plain objects, so it is told by shape and not by class.
export const isPermanent = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "permanent" in error && error.permanent === true
