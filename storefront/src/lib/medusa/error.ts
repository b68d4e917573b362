import type { ErrorBody, ErrorDetails } from "@atrium/kernel"

/** What a page or a form shows of a failure; plain data, so that it may cross to the browser. */
export type Failure = {
  code: string
  message: string
  details: ErrorDetails
  suggestedAction: string
  retryable: boolean
  requestId: string
}

/** The backend refused, or could not be reached. Carries the whole error body, which the SDK's FetchError drops. */
export class ShopError extends Error {
  override readonly name = "ShopError"

  constructor(
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

export const isShopError = (error: unknown): error is ShopError => error instanceof ShopError

/** The failure inside an error, or a general one for what nobody foresaw. Forms return it to the browser. */
export const failureOf = (error: unknown): Failure => (isShopError(error) ? error.failure : unexpected(""))

/** The failure shown when nothing better is known. */
export const unexpected = (requestId: string): Failure => ({
  code: "unexpected_error",
  message: "Something went wrong on our side. Nothing you entered is lost.",
  details: {},
  suggestedAction: "Try again in a moment. If the problem persists, contact us with this request ID.",
  retryable: true,
  requestId,
})

/** The shop did not answer in time, or not at all. */
export const unreachable = (requestId: string): Failure => ({
  code: "shop_unreachable",
  message: "The shop does not answer right now. Nothing you entered is lost.",
  details: {},
  suggestedAction: "Try again in a moment.",
  retryable: true,
  requestId,
})

/** Reads an error answer, ours or core's shorter one, without trusting its shape. */
export const failureFromBody = (body: unknown, requestId: string): Failure => {
  const known = isErrorBody(body) ? body : undefined
  if (!known) return unexpected(requestId)
  return {
    code: known.code ?? known.type ?? "unexpected_error",
    message: known.message ?? unexpected(requestId).message,
    details: isDetails(known.details) ? known.details : {},
    suggestedAction: known.suggested_action ?? "",
    retryable: known.retryable ?? false,
    requestId: known.request_id ?? requestId,
  }
}

const isErrorBody = (body: unknown): body is Partial<ErrorBody> =>
  typeof body === "object" &&
  body !== null &&
  "message" in body &&
  typeof body.message === "string" &&
  (!("code" in body) || typeof body.code === "string")

const isDetails = (details: unknown): details is ErrorDetails =>
  typeof details === "object" && details !== null && Object.values(details).every((value) => typeof value === "string")
