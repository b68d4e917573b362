import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { noteSignIn, type Use } from "../use-cases/note-sign-in"

/** Records the use of sign-ins once the response is sent, so that no request waits for it or fails with it. */
export const noteAfterResponse = (req: MedusaRequest, res: MedusaResponse, uses: readonly Use[]): void => {
  if (uses.length === 0) return
  const userAgent = req.headers["user-agent"]
  res.once("finish", () => {
    Promise.all(uses.map((use) => noteSignIn(req.scope, { ...use, userAgent }))).catch((failure: unknown) =>
      req.scope
        .resolve(ContainerRegistrationKeys.LOGGER)
        .error("The use of a sign-in could not be recorded", failure instanceof Error ? failure : undefined)
    )
  })
}
