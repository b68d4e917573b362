import type { ErrorBody, ErrorDefinition, ErrorDetails } from "@atrium/kernel"
import { commonErrors, isAtriumError } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"

import { currentRequestId, requestIdFrom } from "./request-context"

type Mapped = {
  code: string
  definition: ErrorDefinition
  message?: string
  details?: ErrorDetails
  retryAfterSeconds?: number
}

const common = commonErrors.table

/** Medusa's error types, and how we answer them. Its sentence is kept where it helps the caller. */
const CORE: Readonly<Record<string, { code: keyof typeof common; keepMessage: boolean }>> = {
  [MedusaError.Types.INVALID_DATA]: { code: "invalid_input", keepMessage: true },
  [MedusaError.Types.NOT_ALLOWED]: { code: "not_allowed", keepMessage: true },
  [MedusaError.Types.UNAUTHORIZED]: { code: "unauthorized", keepMessage: false },
  [MedusaError.Types.FORBIDDEN]: { code: "forbidden", keepMessage: false },
  [MedusaError.Types.NOT_FOUND]: { code: "not_found", keepMessage: false },
  [MedusaError.Types.DUPLICATE_ERROR]: { code: "conflict", keepMessage: false },
  [MedusaError.Types.CONFLICT]: { code: "conflict", keepMessage: false },
  [MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR]: { code: "not_allowed", keepMessage: true },
}

const textOf = (value: unknown, key: string): string | undefined =>
  typeof value === "object" &&
  value !== null &&
  key in value &&
  typeof (value as Record<string, unknown>)[key] === "string"
    ? ((value as Record<string, unknown>)[key] as string)
    : undefined

const statusOf = (error: unknown): number | undefined => {
  if (typeof error !== "object" || error === null || !("status" in error)) return undefined
  return typeof error.status === "number" ? error.status : undefined
}

/** What Postgres calls bytes and numbers that no column can hold; bad input and not a fault of ours. */
const UNSTORABLE = new Set(["22021", "22P02", "22P05", "22003", "22007", "22008"])

/** Turns anything thrown into code, definition and details. Bugs become `unexpected_error`. */
export const mapError = (error: unknown): Mapped => {
  if (isAtriumError(error)) {
    return {
      code: error.code,
      definition: error.definition,
      ...(error.details ? { details: error.details } : {}),
      ...(error.retryAfterSeconds ? { retryAfterSeconds: error.retryAfterSeconds } : {}),
    }
  }
  if (error instanceof URIError) return { code: "malformed_request", definition: common.malformed_request }
  const type = textOf(error, "type")
  if (type === "entity.too.large") return { code: "payload_too_large", definition: common.payload_too_large }
  const status = statusOf(error)
  if (status !== undefined && status >= 400 && status < 500 && type !== undefined && type.includes("."))
    return { code: "malformed_request", definition: common.malformed_request }
  const core = type === undefined ? undefined : CORE[type]
  if (core) {
    const message = textOf(error, "message")
    return { code: core.code, definition: common[core.code], ...(core.keepMessage && message ? { message } : {}) }
  }
  const sqlState = textOf(error, "code")
  if (sqlState && UNSTORABLE.has(sqlState)) return { code: "malformed_request", definition: common.malformed_request }
  return { code: "unexpected_error", definition: common.unexpected_error }
}

/** The error shape every answer has. */
export const errorBody = (mapped: Mapped, requestId: string): ErrorBody => ({
  code: mapped.code,
  type: mapped.definition.type,
  message: mapped.message ?? mapped.definition.message,
  ...(mapped.details ? { details: mapped.details } : {}),
  retryable: mapped.definition.retryable,
  suggested_action: mapped.definition.suggested_action,
  request_id: requestId,
})

/** The one place where a failure becomes an HTTP answer. 5xx are logged with their stack and told in general words. */
export const errorHandler = (
  error: unknown,
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): void => {
  const mapped = mapError(error)
  const logger = req.scope?.resolve?.(ContainerRegistrationKeys.LOGGER)
  if (mapped.definition.status >= 500) logger?.error(`${req.method} ${req.path} failed`, error as Error)
  if (res.headersSent) return next(error)
  if (mapped.retryAfterSeconds) res.setHeader("Retry-After", String(mapped.retryAfterSeconds))
  res.status(mapped.definition.status).json(errorBody(mapped, currentRequestId() ?? requestIdFrom(undefined)))
}
