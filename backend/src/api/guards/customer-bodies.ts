import { commonErrors, nameText, phoneText, safeText } from "@atrium/kernel"
import { detailsOf } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

const line = safeText({ max: 200 })
const optionalName = nameText({ min: 0, max: 100 }).nullish()
const optionalLine = line.nullish()

const Profile = z.strictObject({
  first_name: nameText({ max: 100, required: "Enter your name" }).optional(),
  last_name: optionalName,
  company_name: optionalName,
  phone: phoneText.nullish(),
})

const Address = z.strictObject({
  address_name: optionalName,
  first_name: nameText({ max: 100, required: "Enter a name" }),
  last_name: optionalName,
  company: optionalName,
  address_1: safeText({ min: 1, max: 200, required: "Enter the street and house number" }),
  address_2: optionalLine,
  city: safeText({ min: 1, max: 200, required: "Enter the city" }),
  country_code: z
    .string({ error: "Choose a country" })
    .trim()
    .toLowerCase()
    .regex(/^[a-z]{2}$/, "Choose a country"),
  province: optionalLine,
  postal_code: safeText({ max: 20 }).nullish(),
  phone: phoneText.nullish(),
  is_default_shipping: z.boolean().optional(),
  is_default_billing: z.boolean().optional(),
})

const bodyFor = (path: string): z.ZodType | undefined => {
  if (path === "/store/customers/me") return Profile
  if (path === "/store/customers/me/addresses") return Address
  return /^\/store\/customers\/me\/addresses\/[^/]+$/.test(path) ? Address.partial() : undefined
}

/** Without the slash at the end that Express accepts too. */
const pathOf = (req: MedusaRequest): string => (req.originalUrl.split("?")[0] ?? "").toLowerCase().replace(/\/+$/, "")

/**
 * The bodies of core's profile and address routes: strict, with every invalid field in one response. Core accepts any text
 * and free-form metadata, and an address without a street that no checkout could use.
 */
export const checkCustomerBodies = (
  req: MedusaRequest & { auth_context?: unknown },
  _res: MedusaResponse,
  next: MedusaNextFunction
): void => {
  // Core answers 401 to anyone who isn't signed in.
  const schema = req.method === "POST" && req.auth_context ? bodyFor(pathOf(req)) : undefined
  if (!schema) return next()
  const parsed = schema.safeParse(req.body ?? {})
  if (!parsed.success) return next(commonErrors.fail("invalid_input", { details: detailsOf(parsed.error) }))
  req.body = parsed.data
  next()
}
