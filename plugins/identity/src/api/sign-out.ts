import { setTimeout as pause } from "node:timers/promises"

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

import { credentialOf } from "../domain/credential"
import { recordSecurityEvent } from "../use-cases/record-security-event"
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

/** Ends the token of a credential; false when there is none to end. */
export const endSignIn = async (req: MedusaRequest, sent: SentCredential | undefined): Promise<boolean> => {
  const credential = sent && credentialOf(sent.claims)
  if (!credential || !sent.tokenHash) return false
  await revokeToken(req.scope, sent.tokenHash, credential.expiresAt)
  const { actorType, actorId } = credential
  await recordSecurityEvent(req.scope, {
    action: "identity.signed_out",
    actor: { type: actorType, id: actorId || null },
  })
  await untilNextSecond(sent.claims)
  return true
}

/**
 * Signing out by a bearer token. Core's route is for sessions and would refuse a request without one, so that is answered
 * here. Nothing a cookie carries is touched: whether the request comes from a page of ours has not been checked yet.
 */
export const endBearerSignIn = async (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const ended = await endSignIn(req, bearerOf(req))
  if (ended && !sessionOf(req)) return void res.json({ success: true })
  next()
}
