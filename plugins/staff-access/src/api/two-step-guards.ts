import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"

import { staffErrors } from "../contracts/errors"
import { forgetStaff } from "../use-cases/staff-of-request"

/** A session left open must not be enough to remove a factor. */
const REMOVE_WITHIN_MS = 15 * 60_000

type Context = { actor_type?: string; auth_identity_id?: string; mfa_challenge_completed_at?: unknown }
type Authenticated = MedusaRequest & { auth_context?: Context }

const completedAt = (context: Context | undefined): number => {
  const value = context?.mfa_challenge_completed_at
  return typeof value === "string" ? new Date(value).getTime() : NaN
}

const challenged = (context: Context | undefined, withinMs: number): boolean =>
  Date.now() - completedAt(context) <= withinMs

/**
 * Core asks a token for its challenge only if a factor was there when the token was made. One from before enrollment
 * could add factors and read recovery codes: once a factor is enabled, all of that takes a completed challenge.
 */
const afterChallenge =
  (withinMs: number) =>
  async (req: Authenticated, _res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
    try {
      const identity = req.auth_context?.auth_identity_id
      const enabled = identity
        ? await req.scope.resolve(Modules.AUTH).listAuthMfa({ auth_identity_id: identity, status: "enabled" })
        : []
      next(
        enabled.length > 0 && !challenged(req.auth_context, withinMs)
          ? staffErrors.fail("two_step_challenge_required")
          : undefined
      )
    } catch (error) {
      next(error)
    }
  }

export const managesFactors = afterChallenge(Number.POSITIVE_INFINITY)
export const removesFactor = afterChallenge(REMOVE_WITHIN_MS)

/** Who has just proved the new factor need not sign in again in this browser; the standing is read afresh. */
export const factorChanged =
  (verified: boolean) => (req: Authenticated, res: MedusaResponse, next: MedusaNextFunction) => {
    const json = res.json.bind(res)
    res.json = (body) => {
      if (res.statusCode < 400) {
        forgetStaff()
        const session: { auth_context?: Context } | undefined = req.session
        const own = session?.auth_context?.auth_identity_id
        if (verified && session?.auth_context && own === req.auth_context?.auth_identity_id)
          Object.assign(session.auth_context, {
            mfa_enabled: true,
            mfa_challenge_completed_at: new Date().toISOString(),
          })
      }
      return json(body)
    }
    next()
  }
