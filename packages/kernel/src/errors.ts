/**
 * Expected business failures. A definition holds the message for the user and the suggested action; the mapper in
 * `@atrium/server` turns it into the HTTP error response. Bugs throw ordinary errors.
 */
export type ErrorDefinition = {
  /** HTTP status of the response. */
  readonly status: 400 | 401 | 402 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 502 | 503 | 504
  readonly type: string
  /** The message a user reads. Never contains row values, SQL or ids. */
  readonly message: string
  /** True when the same request may succeed later without a change. */
  readonly retryable: boolean
  readonly suggested_action: string
}

export type ErrorDetails = Record<string, string>

/** The body of every error response; `details` maps an invalid field's dotted path to one sentence. */
export type ErrorBody = {
  code: string
  type: string
  message: string
  details?: ErrorDetails
  retryable: boolean
  suggested_action: string
  request_id: string
}

/** A typed business failure. `retryAfterSeconds` becomes the `Retry-After` header. */
export class AtriumError extends Error {
  override readonly name = "AtriumError"
  readonly code: string
  readonly definition: ErrorDefinition
  readonly details: ErrorDetails | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: string,
    definition: ErrorDefinition,
    options: { details?: ErrorDetails; cause?: unknown; retryAfterSeconds?: number } = {}
  ) {
    super(definition.message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.definition = definition
    this.details = options.details
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** Workflow engines pass errors on as plain objects, so errors are recognized by shape and not by class. */
export const isAtriumError = (error: unknown): error is AtriumError =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  typeof error.code === "string" &&
  "definition" in error &&
  typeof error.definition === "object" &&
  error.definition !== null &&
  "status" in error.definition

declare const ofErrorTable: unique symbol
/** A code from an error table. Only `codes` creates one, so that a mistyped code does not compile. */
export type ErrorCode = string & { readonly [ofErrorTable]: true }

/** A context's errors: the table plus a function that creates one of them. */
export type ErrorTable<T extends Record<string, ErrorDefinition>> = {
  readonly table: T
  /** Some of the table's codes, for a route that may answer with them. */
  codes(...codes: readonly (keyof T & string)[]): readonly ErrorCode[]
  /** Creates (does not throw) the error `code`. */
  fail(
    code: keyof T & string,
    options?: { details?: ErrorDetails; cause?: unknown; retryAfterSeconds?: number }
  ): AtriumError
}

export const defineErrors = <T extends Record<string, ErrorDefinition>>(table: T): ErrorTable<T> => ({
  table,
  codes: (...codes) => codes as readonly string[] as readonly ErrorCode[],
  fail: (code, options) => {
    const definition = table[code]
    if (!definition) throw new Error(`Unknown error code ${code}`)
    return new AtriumError(code, definition, options)
  },
})

/** Errors any route may answer with. */
export const commonErrors = defineErrors({
  invalid_input: {
    status: 400,
    type: "invalid_data",
    message: "Some fields are not valid.",
    retryable: false,
    suggested_action: "Correct the fields listed in details and send the request again.",
  },
  malformed_request: {
    status: 400,
    type: "invalid_data",
    message: "The request could not be read.",
    retryable: false,
    suggested_action: "Check the URL, the encoding and the JSON of the request.",
  },
  unauthorized: {
    status: 401,
    type: "unauthorized",
    message: "You are not signed in.",
    retryable: false,
    suggested_action: "Sign in and try again.",
  },
  forbidden: {
    status: 403,
    type: "forbidden",
    message: "You don't have permission to do this.",
    retryable: false,
    suggested_action: "Ask an administrator for access.",
  },
  cross_site_request: {
    status: 403,
    type: "forbidden",
    message: "This request did not come from one of the shop's pages.",
    retryable: false,
    suggested_action: "Open the shop's website and try again. API clients sign in with a token instead of a cookie.",
  },
  not_found: {
    status: 404,
    type: "not_found",
    message: "Not found.",
    retryable: false,
    suggested_action: "Check the link or the number you entered.",
  },
  conflict: {
    status: 409,
    type: "conflict",
    message: "Someone else changed this at the same time.",
    retryable: true,
    suggested_action: "Reload it and try again.",
  },
  stale_version: {
    status: 409,
    type: "conflict",
    message: "This was changed since you loaded it.",
    retryable: false,
    suggested_action: "Reload it and try again.",
  },
  invalid_transition: {
    status: 409,
    type: "conflict",
    message: "This can't change from its current state to that one.",
    retryable: false,
    suggested_action: "Reload it and choose an allowed state.",
  },
  payload_too_large: {
    status: 413,
    type: "invalid_data",
    message: "The request is too large.",
    retryable: false,
    suggested_action: "Send a smaller file or fewer items at once.",
  },
  unsupported_media_type: {
    status: 415,
    type: "invalid_data",
    message: "This route doesn't accept the format of the request.",
    retryable: false,
    suggested_action: "Send JSON with the header Content-Type: application/json.",
  },
  file_not_accepted: {
    status: 415,
    type: "invalid_data",
    message: "One of the files isn't a supported type.",
    retryable: false,
    suggested_action: "Choose a PNG, JPEG, WebP, GIF or AVIF image, or a CSV file for an import.",
  },
  not_allowed: {
    status: 422,
    type: "not_allowed",
    message: "This isn't allowed in the current state.",
    retryable: false,
    suggested_action: "Fix the problem described in the message and try again.",
  },
  too_many_requests: {
    status: 429,
    type: "rate_limited",
    message: "Too many requests.",
    retryable: true,
    suggested_action: "Wait for the time in the Retry-After header, then try again.",
  },
  unexpected_error: {
    status: 500,
    type: "unexpected_state",
    message: "Something went wrong on our side. Nothing you entered is lost.",
    retryable: true,
    suggested_action: "Try again in a moment. If the problem persists, contact us with this request ID.",
  },
  unavailable: {
    status: 503,
    type: "unexpected_state",
    message: "This isn't available right now.",
    retryable: true,
    suggested_action: "Try again in a moment.",
  },
})
