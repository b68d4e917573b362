import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { bearerOf, sessionOf } from "../../credentials"
import { endSignIn } from "../../sign-out"

/**
 * Core's route, with a new session id: an attacker who planted the old one in this browser does not know the new one. The
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

/** Core's route, which also ends the token the session was made from. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  await endSignIn(req, sessionOf(req))
  const { sessionOptions, cookieOptions } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  await new Promise<void>((resolve, reject) =>
    req.session.destroy((failure: unknown) => (failure ? reject(failure as Error) : resolve()))
  )
  res.clearCookie(sessionOptions?.name ?? "connect.sid", cookieOptions)
  res.json({ success: true })
}
