import { createHash } from "node:crypto"

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"

import { staffErrors } from "../contracts/errors"
import { announceTwoStep } from "../use-cases/announce-two-step"
import { clearStaffCache } from "../use-cases/staff-of-request"

/** An unattended session must not be enough to remove a factor. */
const REMOVE_WITHIN_MS = 15 * 60_000

type Context = { actor_type?: string; auth_identity_id?: string; mfa_challenge_completed_at?: unknown }
type Authenticated = MedusaRequest & { auth_context?: Context }

const isSession = (value: unknown): value is { auth_context?: Context } => typeof value === "object" && value !== null

const completedAt = (context: Context | undefined): number => {
  const value = context?.mfa_challenge_completed_at
  return typeof value === "string" ? new Date(value).getTime() : NaN
}

const challenged = (context: Context | undefined, withinMs: number): boolean =>
  Date.now() - completedAt(context) <= withinMs

/**
 * Core requires a challenge only if a factor existed when the token was issued. An older token could add factors and read
 * recovery codes. So once a factor is enabled, all of that requires a completed challenge.
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

const Factor = z.looseObject({ mfa_factor: z.looseObject({ id: z.string(), status: z.string() }) })
const RecoveryCodes = z.looseObject({ recovery_codes: z.tuple([z.string()], z.string()) })

/** Runs `job` on a successful response of core before it is sent. */
const afterSuccess =
  (job: (req: Authenticated, answer: unknown, identityId: string) => Promise<void>) =>
  (req: Authenticated, res: MedusaResponse, next: MedusaNextFunction): void => {
    const json = res.json.bind(res)
    const identityId = req.auth_context?.auth_identity_id
    res.json = (answer) => {
      if (res.statusCode >= 400 || !identityId) return json(answer)
      job(req, answer, identityId).then(() => json(answer), next)
      return res
    }
    next()
  }

/**
 * A user who has just verified the new factor need not sign in again in this browser. The cache is cleared, and the owner
 * of the account is notified by email.
 */
export const factorVerified = afterSuccess(async (req, answer, identityId) => {
  clearStaffCache()
  const session: unknown = req.session
  const context = isSession(session) ? session.auth_context : undefined
  if (context?.auth_identity_id === identityId)
    Object.assign(context, {
      mfa_enabled: true,
      mfa_challenge_completed_at: new Date().toISOString(),
    })
  const { id } = Factor.parse(answer).mfa_factor
  await announceTwoStep(req.scope, { identityId, change: "enabled", id })
})

export const factorRemoved = async (
  req: Authenticated,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  // A factor that was never verified protected nothing, so its removal is not announced.
  const [factor] = await req.scope
    .resolve(Modules.AUTH)
    .listAuthMfa({ id: [String(req.params.id)], status: "enabled" }, { select: ["id"] })
  afterSuccess(async (_req, _answer, identityId) => {
    clearStaffCache()
    if (factor) await announceTwoStep(req.scope, { identityId, change: "disabled", id: factor.id })
  })(req, res, next)
}

export const recoveryCodesMade = afterSuccess(async (req, answer, identityId) => {
  const [first] = RecoveryCodes.parse(answer).recovery_codes
  const id = createHash("sha256").update(first).digest("hex").slice(0, 32)
  await announceTwoStep(req.scope, { identityId, change: "recovery_codes", id })
})
