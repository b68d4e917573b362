import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { bearerOf } from "../../credentials"

/**
 * Core's route, with a new session id: whoever planted the old one in this browser does not know the new one. The
 * session ends with the token it was made from.
 */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  await new Promise<void>((resolve, reject) =>
    req.session.regenerate((failure: unknown) => (failure ? reject(failure as Error) : resolve()))
  )
  req.session.auth_context = req.auth_context
  req.session.token_hash = bearerOf(req)?.tokenHash
  res.json({ user: req.auth_context })
}
