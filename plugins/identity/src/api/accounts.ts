import { commonErrors, emailText } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

import { clearAuthorizations } from "../use-cases/authorize-credential"

const WithEmail = z.looseObject({ email: z.string() })

/** Normalizes the address before core's validation: core stores it as typed, so `X@…` and `x@…` would be two accounts. */
export const normalizedEmail = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  const sent = req.method === "POST" ? WithEmail.safeParse(req.body) : undefined
  if (!sent?.success) return next()
  const email = emailText.safeParse(sent.data.email)
  if (!email.success)
    return next(commonErrors.fail("invalid_input", { details: { email: email.error.issues[0]?.message ?? "" } }))
  req.body = { ...sent.data, email: email.data }
  next()
}

/** Clears the cache after staff change an account, before the response is sent. */
export const clearCacheAfterChange = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  if (req.method === "GET" || req.method === "OPTIONS" || req.method === "HEAD") return next()
  const json = res.json.bind(res)
  res.json = ((answer: unknown) => {
    clearAuthorizations()
    return json(answer)
  }) as typeof res.json
  next()
}

/** Core would create a customer from a token; here only an emailed link does. Also matches `/store/customers/`. */
export const blockCustomerCreation = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void =>
  next(req.method === "POST" && /^\/store\/customers\/?$/i.test(req.path) ? commonErrors.fail("not_found") : undefined)
