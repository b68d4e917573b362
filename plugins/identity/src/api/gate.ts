import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

import { credentialOf } from "../domain/credential"
import { type Admission, admit } from "../use-cases/admit"
import { recordSecurityEvent } from "../use-cases/record-security-event"
import { bearerOf, type SentCredential, sessionOf } from "./credentials"

const forgetSession = (req: MedusaRequest): void => {
  const session: unknown = req.session
  if (typeof session === "object" && session !== null) Reflect.deleteProperty(session, "auth_context")
}

const ByApiKey = z.looseObject({ actor_type: z.literal("api-key") })
const Purpose = z.looseObject({ purpose: z.string(), actor_id: z.string().optional() })

/** Tokens for one use, each checked by the route it is for. They sign no one in. */
const SINGLE_USE: Readonly<Record<string, RegExp>> = {
  reset: /^\/auth\/[^/]+\/[^/]+\/update$/,
  invitation: /^\/admin\/invites\/accept$/,
}

const isForThisRoute = (claims: unknown, path: string): boolean => {
  const parsed = Purpose.safeParse(claims)
  return parsed.success && !parsed.data.actor_id && SINGLE_USE[parsed.data.purpose]?.test(path) === true
}

const check = async (req: MedusaRequest, sent: SentCredential | undefined): Promise<Admission> => {
  if (!sent || isForThisRoute(sent.claims, req.path)) return { admitted: true }
  const credential = Purpose.safeParse(sent.claims).success ? undefined : credentialOf(sent.claims)
  if (!credential) return { admitted: false }
  return admit(req.scope, credential, { tokenHash: sent.tokenHash, fresh: req.path.startsWith("/auth") })
}

/**
 * The one gate every credential passes, before any route: bearer tokens and sessions, of staff, customers, providers and
 * whoever comes later. One that no longer counts is taken out of the request, so that what follows treats its sender as a
 * stranger. Core has authenticated /admin and /store by now; there its decision is revised.
 */
export const admissionGate = async (
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const authenticated = req as MedusaRequest & { auth_context?: unknown }
  const bearer = bearerOf(req)
  const session = sessionOf(req)
  // A secret API key was checked by core itself, against its row, a moment ago.
  if ((!bearer && !session) || ByApiKey.safeParse(authenticated.auth_context).success) return next()
  try {
    const [ofBearer, ofSession] = [await check(req, bearer), await check(req, session)]
    if (!ofBearer.admitted) delete req.headers.authorization
    if (!ofSession.admitted) forgetSession(req)
    for (const [admission, sent] of [
      [ofBearer, bearer],
      [ofSession, session],
    ] as const) {
      if (admission.admitted || !admission.refusal) continue
      const credential = credentialOf(sent?.claims)
      if (credential)
        await recordSecurityEvent(req.scope, {
          action: "identity.access_refused",
          actor: { type: credential.actorType, id: credential.actorId },
        })
      return next(admission.refusal)
    }
    if (ofBearer.admitted && ofSession.admitted) return next()
    const wasAuthenticated = authenticated.auth_context !== undefined
    delete authenticated.auth_context
    // Under /store signing in is optional and each route decides; anywhere else core would not ask again.
    next(wasAuthenticated && !/^\/store(\/|$)/i.test(req.path) ? commonErrors.fail("unauthorized") : undefined)
  } catch (failure) {
    next(failure)
  }
}
