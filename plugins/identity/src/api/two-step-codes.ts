import { failureCounter } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { errors } from "../contracts"
import { spendCode } from "../data/spent-codes"
import { hashOf } from "../domain/secret-link"

const Attempt = z.looseObject({ code: z.string().min(1) })

/** Longer than core accepts an authenticator code: its 30 seconds, the 30 before and the 30 after. */
const SPENT_MS = 2 * 60_000
/** Wrong codes for one identity from any network: an attacker with the password must not try all codes from many networks. */
const wrongCodes = failureCounter("two-step-code", { most: 20, seconds: 60 * 60 })

type Authenticated = MedusaRequest & { auth_context?: { auth_identity_id?: string } }

/**
 * Makes sure that each code is used once. Core accepts the same code again while it is valid, and a recovery code twice
 * when two requests arrive at the same time.
 */
export const useCodeOnce = async (req: Authenticated, res: MedusaResponse, next: MedusaNextFunction): Promise<void> => {
  const identity = req.auth_context?.auth_identity_id
  const attempt = Attempt.safeParse(req.body)
  if (!identity || !attempt.success) return next()
  await wrongCodes.refuseWhenUsedUp(identity)
  const now = new Date()
  const spent = await spendCode(req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION), {
    // Normalized as core does for recovery codes; authenticator codes are digits.
    codeHash: hashOf(`${identity}|${attempt.data.code.trim().toLowerCase()}`),
    now,
    expiresAt: new Date(now.getTime() + SPENT_MS),
  })
  if (!spent) throw errors.fail("two_step_code_used")
  // Counted before core checks, so that simultaneous guesses count too.
  await wrongCodes.add(identity)
  const json = res.json.bind(res)
  res.json = (answer) => {
    if (res.statusCode >= 300) return json(answer)
    wrongCodes.clear(identity).then(() => json(answer), next)
    return res
  }
  next()
}
