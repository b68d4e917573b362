import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { bearerOf, sessionOf } from "../../credentials"
import { endSignIn } from "../../sign-out"

/** The express-session object, which Medusa's request type leaves out, with the fields of core and this plugin. */
type Session = {
  regenerate(done: (failure?: Error | null) => void): void
  destroy(done: (failure?: Error | null) => void): void
  auth_context?: unknown
  token_hash?: string | undefined
}

const Session = z.custom<Session>((value) => typeof value === "object" && value !== null && "regenerate" in value)

const expressSessionOf = (req: AuthenticatedMedusaRequest): Session => Session.parse(req.session)

const ended = (act: (done: (failure?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => act((failure) => (failure ? reject(failure) : resolve())))

/**
 * Core's route, with a new session id against session fixation. The session ends with the token it was created from.
 */
export const POST = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  await ended((done) => expressSessionOf(req).regenerate(done))
  // `regenerate` has replaced the session object.
  Object.assign(expressSessionOf(req), { auth_context: req.auth_context, token_hash: bearerOf(req)?.tokenHash })
  res.json({ user: req.auth_context })
}

/** Core's route, which here also ends the token that the session was created from. */
export const DELETE = async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  await endSignIn(req, sessionOf(req))
  const { sessionOptions, cookieOptions } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  await ended((done) => expressSessionOf(req).destroy(done))
  res.clearCookie(sessionOptions?.name ?? "connect.sid", cookieOptions)
  res.json({ success: true })
}
