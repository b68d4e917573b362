import type { ErrorDetails } from "@atrium/kernel"
import { z } from "zod"

/** What a page or form shows about a failure; plain data, so that a server can pass it to the browser. */
export type Failure = {
  code: string
  message: string
  /** Dotted path of an invalid field → one sentence. */
  details: ErrorDetails
  suggestedAction: string
  retryable: boolean
  requestId: string
}

/** The API refused the request or could not be reached. Carries the whole error body, which the Medusa SDK's FetchError drops. */
export class ApiError extends Error {
  override readonly name = "ApiError"

  constructor(
    /** HTTP status; 502 for a response that cannot be read, 503 when there was none. */
    readonly status: number,
    readonly failure: Failure,
    readonly retryAfterSeconds?: number,
    options?: { cause?: unknown }
  ) {
    super(failure.message, options)
  }

  get code(): string {
    return this.failure.code
  }
}

export const isApiError = (error: unknown): error is ApiError => error instanceof ApiError

/** The failure inside an error, or the general one for an unexpected error. */
export const failureOf = (error: unknown): Failure => (isApiError(error) ? error.failure : unexpected(""))

/** The failure shown when nothing more specific is known. */
export const unexpected = (requestId: string): Failure => ({
  code: "unexpected_error",
  message: "Something went wrong on our side. Nothing you entered is lost.",
  details: {},
  suggestedAction: "Try again in a moment. If the problem persists, contact us with this request ID.",
  retryable: true,
  requestId,
})

/** There was no response, or it came too late. */
export const unreachable = (requestId: string): Failure => ({
  code: "shop_unreachable",
  message: "The shop is not responding right now. Nothing you entered is lost.",
  details: {},
  suggestedAction: "Try again in a moment.",
  retryable: true,
  requestId,
})

// Our error body, or core's shorter one.
const ErrorAnswer = z.object({
  code: z.string().optional(),
  type: z.string().optional(),
  message: z.string(),
  details: z.record(z.string(), z.string()).optional().catch(undefined),
  suggested_action: z.string().optional().catch(undefined),
  retryable: z.boolean().optional().catch(undefined),
  request_id: z.string().optional().catch(undefined),
})

/** Reads the body of an error response without trusting its shape. */
export const failureFromBody = (body: unknown, requestId: string): Failure => {
  const parsed = ErrorAnswer.safeParse(body)
  if (!parsed.success) return unexpected(requestId)
  const { code, type, message, details, suggested_action: action, retryable, request_id: id } = parsed.data
  return {
    code: code ?? type ?? "unexpected_error",
    message,
    details: details ?? {},
    suggestedAction: action ?? "",
    retryable: retryable ?? false,
    requestId: id ?? requestId,
  }
}
