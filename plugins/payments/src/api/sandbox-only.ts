import { commonErrors } from "@atrium/kernel"
import { env } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { sameSecret } from "../domain/signature"

/** The sandbox exists in demo mode only; otherwise its routes are as if they were not there. */
export const sandboxOnly = (_req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void =>
  next(env().demo ? undefined : commonErrors.fail("not_found"))

/** The gateway's dashboard: anyone with the gateway's secret. */
export const dashboardOnly = (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
  const [scheme, token] = (req.headers.authorization ?? "").split(" ", 2)
  const known = scheme?.toLowerCase() === "bearer" && sameSecret(token ?? "", env().ATRIUM_SANDBOX_SECRET)
  next(known ? undefined : commonErrors.fail("unauthorized"))
}
