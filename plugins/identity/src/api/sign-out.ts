import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { credentialOf } from "../domain/credential"
import { recordSecurityEvent } from "../use-cases/record-security-event"
import { revokeToken } from "../use-cases/revoke-token"
import { bearerOf, type SentCredential, sessionOf } from "./credentials"

/** Revokes the token of a credential; false if there is none. */
export const endSignIn = async (req: MedusaRequest, sent: SentCredential | undefined): Promise<boolean> => {
  const credential = sent && credentialOf(sent.claims)
  if (!credential || !sent.tokenHash) return false
  await revokeToken(req.scope, sent.tokenHash, credential.expiresAt)
  const { actorType, actorId } = credential
  await recordSecurityEvent(req.scope, {
    action: "identity.signed_out",
    actor: { type: actorType, id: actorId || null },
  })
  return true
}

/**
 * Signs out a bearer token. Core's route refuses a request without a session, so such a request is answered here. Cookies
 * are not used, because the origin of the request has not been checked yet.
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
