import type { ErrorBody, ErrorDefinition, ErrorDetails } from "@atrium/kernel"
import { commonErrors, isAtriumError } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"

import { publicPath } from "./public-path"
import { currentRequestId, requestIdFrom } from "./request-context"

type Mapped = {
  code: string
  definition: ErrorDefinition
  message?: string
  details?: ErrorDetails
  retryAfterSeconds?: number
}

const common = commonErrors.table

/** Medusa's error types and our codes for them. `keepMessage`: Medusa's message helps the caller and is kept. */
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

/**
 * Which contract applies: our route tables, or Medusa's API reference for a route of core. `-admin` marks a staff route:
 * staff may see core's message, which can name a conflicting row; shoppers see only our messages.
 */
export type RouteOwner = "ours" | "ours-admin" | "core" | "core-admin"

/** Replacements for messages of core that a shopper can see. Core's messages contain row ids. */
const SHOPPER_MESSAGES: readonly { when: RegExp; message: string; suggested_action: string }[] = [
  {
    when: /insufficient_inventory|required inventory|not enough stock|inventory/i,
    message: "There isn't enough stock left for your order.",
    suggested_action: "Choose a smaller quantity, or remove the item, then try again.",
  },
  {
    when: /cart_incompatible_state|already completed|completed order|is being completed/i,
    message: "This cart has already been ordered.",
    suggested_action: "View your order, or start a new cart.",
  },
  {
    when: /promotion|coupon/i,
    message: "This code can't be used for your cart.",
    suggested_action: "Check the code, or continue without it.",
  },
  {
    when: /shipping (option|method|profile)/i,
    message: "This delivery option isn't available for your order.",
    suggested_action: "Reload the delivery options and choose another one.",
  },
  {
    when: /payment/i,
    message: "The payment can't continue.",
    suggested_action: "Choose a payment method again. You won't be charged twice.",
  },
]

/** What core says of a wrong password and of an unknown address: "You are not signed in." would not help there. */
const CORE_WRONG_SIGN_IN = "Invalid email or password"
const WRONG_SIGN_IN: Mapped = {
  code: "unauthorized",
  definition: { ...common.unauthorized, suggested_action: "Check both, or reset your password." },
  message: "Your email or password is incorrect.",
}

/** Core's validation messages, which name fields and no rows, help client developers. */
const FIELDS = /^Invalid request: /

/** Statuses that differ between Medusa's reference and ours. On core's routes the type stays core's too, because clients rely on it. */
const CORE_STATUS: Readonly<Record<string, ErrorDefinition["status"]>> = {
  [MedusaError.Types.NOT_ALLOWED]: 400,
  [MedusaError.Types.DUPLICATE_ERROR]: 422,
  [MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR]: 422,
}

/** Errors that core throws as bugs when a request names a property or provider that does not exist. */
const UNKNOWN_NAMES: readonly { when: RegExp; code: keyof typeof common; details?: ErrorDetails }[] = [
  {
    when: /^Trying to order by not existing property /,
    code: "invalid_input",
    details: { order: "This list can't be sorted by this field" },
  },
  { when: /^\s*Unable to retrieve the \w+ provider with id/, code: "not_found" },
]

const mapUnknownName = (message: string | undefined, owner: RouteOwner): Mapped | undefined => {
  const known = owner.startsWith("core") && UNKNOWN_NAMES.find(({ when }) => when.test(message ?? ""))
  if (!known) return undefined
  const { code, details } = known
  return { code, definition: common[code], ...(details ? { details } : {}) }
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

/** Postgres codes for bytes and numbers that no column can store: bad input, not a bug. */
const UNSTORABLE = new Set(["22021", "22P02", "22P05", "22003", "22007", "22008", "2201W", "2201X"])

const mapCoreError = (error: unknown, type: string, owner: RouteOwner): Mapped | undefined => {
  const core = CORE[type]
  if (!core) return undefined
  const message = textOf(error, "message")
  if (core.code === "unauthorized" && message === CORE_WRONG_SIGN_IN) return WRONG_SIGN_IN
  const coreCode = textOf(error, "code")
  const status = owner.startsWith("ours") ? undefined : CORE_STATUS[type]
  const definition = status === undefined ? common[core.code] : { ...common[core.code], status, type }
  // Core's finer codes (insufficient_inventory, cart_already_completed) are part of its reference.
  const code = (status !== undefined && coreCode) || core.code
  if (owner.endsWith("-admin")) {
    const keepMessage = core.keepMessage || status !== undefined
    return { code, definition, ...(keepMessage && message ? { message } : {}) }
  }
  if (!core.keepMessage || !message) return { code, definition }
  if (FIELDS.test(message)) return { code, definition, details: { request: message.replace(FIELDS, "") } }
  const replacement = SHOPPER_MESSAGES.find(({ when }) => when.test(`${coreCode ?? ""} ${message}`))
  if (!replacement) return { code, definition }
  return {
    code,
    definition: { ...definition, suggested_action: replacement.suggested_action },
    message: replacement.message,
  }
}

/**
 * Turns anything thrown into code, definition and details. Bugs become `unexpected_error`. Errors of core get the status
 * and type of our contract on our routes, and those of Medusa's reference on core's routes.
 */
export const mapError = (error: unknown, owner: RouteOwner = "ours"): Mapped => {
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
  const core = type === undefined ? undefined : mapCoreError(error, type, owner)
  if (core) return core
  const wrong = mapUnknownName(textOf(error, "message"), owner)
  if (wrong) return wrong
  const sqlState = textOf(error, "code")
  if (sqlState && UNSTORABLE.has(sqlState)) return { code: "malformed_request", definition: common.malformed_request }
  return { code: "unexpected_error", definition: common.unexpected_error }
}

/** The body of every error response. */
export const errorBody = (mapped: Mapped, requestId: string): ErrorBody => ({
  code: mapped.code,
  type: mapped.definition.type,
  message: mapped.message ?? mapped.definition.message,
  ...(mapped.details ? { details: mapped.details } : {}),
  retryable: mapped.definition.retryable,
  suggested_action: mapped.definition.suggested_action,
  request_id: requestId,
})

const OWN_ROUTE = "atriumRoute"

/** First middleware of every route in our tables: its errors follow our contract. */
export const ownRoute = (_req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  res.locals[OWN_ROUTE] = true
  next()
}

const ownerOf = (req: MedusaRequest, res: MedusaResponse): RouteOwner => {
  const staff = req.path.toLowerCase().startsWith("/admin/")
  if (res.locals?.[OWN_ROUTE]) return staff ? "ours-admin" : "ours"
  return staff ? "core-admin" : "core"
}

/** Turns every failure into an HTTP response. 5xx are logged with their stack and return a general message. */
export const errorHandler = (
  error: unknown,
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): void => {
  const mapped = mapError(error, ownerOf(req, res))
  const logger = req.scope?.resolve?.(ContainerRegistrationKeys.LOGGER)
  if (mapped.definition.status >= 500)
    logger?.error(`${req.method} ${publicPath(req, req.path)} failed`, error as Error)
  if (res.headersSent) return next(error)
  if (mapped.retryAfterSeconds) res.setHeader("Retry-After", String(mapped.retryAfterSeconds))
  res.status(mapped.definition.status).json(errorBody(mapped, currentRequestId() ?? requestIdFrom(undefined)))
}
