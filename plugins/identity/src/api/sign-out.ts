import { setTimeout as pause } from "node:timers/promises"

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

import { credentialOf } from "../domain/credential"
import { revokeToken } from "../use-cases/revoke-token"
import { bearerOf, type SentCredential, sessionOf } from "./credentials"

const Issued = z.looseObject({ iat: z.number() })

/**
 * Tokens of one second are the same text. Whoever signs out right after signing in waits for the next second, so that
 * signing in again gives a token that was not signed out.
 */
const untilNextSecond = async (claims: unknown): Promise<void> => {
  const parsed = Issued.safeParse(claims)
  const leftMs = parsed.success ? (parsed.data.iat + 1) * 1000 - Date.now() : 0
  if (leftMs > 0) await pause(Math.min(leftMs, 1000))
}

const end = async (req: MedusaRequest, sent: SentCredential | undefined): Promise<boolean> => {
  const credential = sent && credentialOf(sent.claims)
  if (!credential || !sent.tokenHash) return false
  await revokeToken(req.scope, sent.tokenHash, credential.expiresAt)
  await untilNextSecond(sent.claims)
  return true
}

/**
 * Signing out ends the bearer token that was sent, and the one the session was made from. Core goes on to end the
 * session; without one it would refuse, so that is answered here.
 */
export const endBearerSignIn = async (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const ended = await end(req, bearerOf(req))
  const session = sessionOf(req)
  await end(req, session)
  if (ended && !session) return void res.json({ success: true })
  next()
}
