import { commonErrors, type ErrorDetails, nameText, safeText } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "zod"

/**
 * Applies our contracts' rules for names and addresses to core's routes that accept them (sign-up, profile, addresses,
 * invitations). Core itself accepts any text.
 */
const name = nameText({ min: 0, max: 200 })
const line = safeText({ max: 200 })
const RULES: ReadonlyMap<string, z.ZodType<string>> = new Map<string, z.ZodType<string>>([
  ...["first_name", "last_name", "company", "company_name", "address_name"].map((field) => [field, name] as const),
  ...["address_1", "address_2", "city", "province", "postal_code", "phone"].map((field) => [field, line] as const),
])
const NESTED = new Set(["shipping_address", "billing_address"])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Writes the cleaned texts back into `body`; returns what is wrong, by dotted path. */
export const cleanNames = (body: unknown, place = ""): ErrorDetails => {
  if (!isRecord(body)) return {}
  let wrong: ErrorDetails = {}
  for (const [field, value] of Object.entries(body)) {
    if (NESTED.has(field) && place === "") wrong = { ...wrong, ...cleanNames(value, `${field}.`) }
    const rule = typeof value === "string" ? RULES.get(field) : undefined
    const result = rule?.safeParse(value)
    // A name of only invisible characters becomes empty, which is never intended.
    if (result?.success && result.data === "" && String(value).trim() !== "") wrong[place + field] = "Enter a name"
    else if (result?.success) body[field] = result.data
    else if (result) wrong[place + field] = result.error.issues[0]?.message ?? "Enter different text"
  }
  return wrong
}

export const guardNames = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  const details = cleanNames(req.body)
  next(Object.keys(details).length ? commonErrors.fail("invalid_input", { details }) : undefined)
}
