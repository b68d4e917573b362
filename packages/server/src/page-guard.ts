import { commonErrors, type ErrorDetails } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Core's lists accept any number: -1 causes a database error, a billion loads the whole table into memory. */
const MAX_OFFSET = 1_000_000

const wrongNumber = (value: unknown, min: number, max: number): string | undefined => {
  if (value === undefined) return undefined
  const plain = typeof value === "string" && /^\d{1,9}$/.test(value)
  return plain && Number(value) >= min && Number(value) <= max
    ? undefined
    : `Enter a whole number from ${min} to ${max}`
}

/** Errors of `limit` and `offset`, by parameter. */
export const pageErrors = (query: Readonly<Record<string, unknown>>, maxLimit: number): ErrorDetails => {
  const limit = wrongNumber(query.limit, 0, maxLimit)
  const offset = wrongNumber(query.offset, 0, MAX_OFFSET)
  return { ...(limit ? { limit } : {}), ...(offset ? { offset } : {}) }
}

/** Limits every list below a path prefix. Our routes have lower limits in their contracts. */
export const guardPages =
  (maxLimit: number) =>
  (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
    const details = pageErrors(req.query, maxLimit)
    next(Object.keys(details).length ? commonErrors.fail("invalid_input", { details }) : undefined)
  }
