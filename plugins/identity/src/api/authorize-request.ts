import { commonErrors } from "@atrium/kernel"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "zod"

import { credentialOf } from "../domain/credential"
import { type Authorization, authorizeCredential } from "../use-cases/authorize-credential"
import { recordSecurityEvent } from "../use-cases/record-security-event"
import { bearerOf, type SentCredential, sessionOf } from "./credentials"
import { noteAfterResponse } from "./note-after-response"

const forgetSession = (req: MedusaRequest): void => {
  const session: unknown = req.session
  if (typeof session === "object" && session !== null) Reflect.deleteProperty(session, "auth_context")
}

const ByApiKey = z.looseObject({ actor_type: z.literal("api-key") })
const Purpose = z.looseObject({ purpose: z.string(), actor_id: z.string().optional() })

/** Single-use tokens, each verified by its route. They do not sign anyone in. */
const SINGLE_USE: Readonly<Record<string, RegExp>> = {
  reset: /^\/auth\/[^/]+\/[^/]+\/update$/,
  invitation: /^\/admin\/invites\/accept$/,
}

const isForThisRoute = (claims: unknown, path: string): boolean => {
  const parsed = Purpose.safeParse(claims)
  return parsed.success && !parsed.data.actor_id && SINGLE_USE[parsed.data.purpose]?.test(path) === true
}

const usesOf = (sent: readonly (SentCredential | undefined)[]) =>
  sent.flatMap((one) => {
    const credential = one && !Purpose.safeParse(one.claims).success ? credentialOf(one.claims) : undefined
    return one && credential ? [{ credential, tokenHash: one.tokenHash }] : []
  })

const check = async (req: MedusaRequest, sent: SentCredential | undefined): Promise<Authorization> => {
  if (!sent || isForThisRoute(sent.claims, req.path)) return { authorized: true }
  const credential = Purpose.safeParse(sent.claims).success ? undefined : credentialOf(sent.claims)
  if (!credential) return { authorized: false }
  return authorizeCredential(req.scope, credential, { tokenHash: sent.tokenHash, fresh: req.path.startsWith("/auth") })
}

/**
 * Authorizes the bearer token and session of every request, for all types of accounts, before any route. An invalid
 * credential is removed from the request, so that the request is unauthenticated from here on. Core has already
 * authenticated /admin and /store; its decision is revised here.
 */
export const authorizeRequest = async (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const authenticated = req as MedusaRequest & { auth_context?: unknown }
  const bearer = bearerOf(req)
  const session = sessionOf(req)
  // Core has just checked secret API keys against their rows.
  if ((!bearer && !session) || ByApiKey.safeParse(authenticated.auth_context).success) return next()
  try {
    const [ofBearer, ofSession] = [await check(req, bearer), await check(req, session)]
    if (!ofBearer.authorized) delete req.headers.authorization
    if (!ofSession.authorized) forgetSession(req)
    for (const [authorization, sent] of [
      [ofBearer, bearer],
      [ofSession, session],
    ] as const) {
      if (authorization.authorized || !authorization.refusal) continue
      const credential = credentialOf(sent?.claims)
      if (credential)
        await recordSecurityEvent(req.scope, {
          action: "identity.access_refused",
          actor: { type: credential.actorType, id: credential.actorId },
        })
      return next(authorization.refusal)
    }
    noteAfterResponse(
      req,
      res,
      usesOf([ofBearer.authorized ? bearer : undefined, ofSession.authorized ? session : undefined])
    )
    if (ofBearer.authorized && ofSession.authorized) return next()
    const wasAuthenticated = authenticated.auth_context !== undefined
    delete authenticated.auth_context
    // Under /store signing in is optional and each route decides; elsewhere core would not check again.
    next(wasAuthenticated && !/^\/store(\/|$)/i.test(req.path) ? commonErrors.fail("unauthorized") : undefined)
  } catch (failure) {
    next(failure)
  }
}
