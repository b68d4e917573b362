import { commonErrors, emailText } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

import { forgetAdmissions } from "../use-cases/admit"

const WithEmail = z.looseObject({ email: z.string() })

/** Core keeps an address as it is typed; `X@…` and `x@…` would be two accounts. Before core's own validation. */
export const normalizedEmail = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  const sent = req.method === "POST" ? WithEmail.safeParse(req.body) : undefined
  if (!sent?.success) return next()
  const email = emailText.safeParse(sent.data.email)
  if (!email.success)
    return next(commonErrors.fail("invalid_input", { details: { email: email.error.issues[0]?.message ?? "" } }))
  req.body = { ...sent.data, email: email.data }
  next()
}

/** What staff change about accounts counts before the answer is sent. */
export const accountsMayChange = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  if (req.method === "GET" || req.method === "OPTIONS" || req.method === "HEAD") return next()
  const json = res.json.bind(res)
  res.json = ((answer: unknown) => {
    forgetAdmissions()
    return json(answer)
  }) as typeof res.json
  next()
}

/** Core would create a customer from a token alone; here an emailed link does. Also for `/store/customers/`. */
export const noCustomerWithoutLink = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void =>
  next(req.method === "POST" && /^\/store\/customers\/?$/i.test(req.path) ? commonErrors.fail("not_found") : undefined)
