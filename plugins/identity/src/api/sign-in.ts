import { setTimeout as pause } from "node:timers/promises"

import { commonErrors, emailText } from "@atrium/kernel"
import { detailsOf, failureCounter } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { DECOY_EMAIL, signInOf } from "../data/core/sign-in-of"
import { addressBlock } from "../domain/address-block"
import { actors } from "../extension-points"
import { createDecoyIdentity } from "../use-cases/decoy-identity"
import { recordSecurityEvent } from "../use-cases/record-security-event"

const SignIn = z.strictObject({
  email: emailText,
  // Any password that was ever accepted; the bound keeps the work small.
  password: z.string({ error: "Enter your password" }).min(1, "Enter your password").max(1024, "This is too long"),
})

const QUARTER_HOUR = 15 * 60
/** Wrong passwords for one account from one network: then a break. Other networks, the owner's too, are not affected. */
const fromHere = failureCounter("sign-in-account-network", { most: 10, seconds: QUARTER_HOUR })
/** Wrong passwords for one account from anywhere: then every answer is slow, and none is refused. */
const fromAnywhere = failureCounter("sign-in-account", { most: 30, seconds: QUARTER_HOUR })
const SLOW_MS = 2_000

/**
 * Before core checks a password: the address is normalized, attempts are limited, and an address without an account of
 * this type is replaced by the decoy's, so that core does the same work and answers the same.
 */
export const beforeSignIn = async (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  try {
    const parsed = SignIn.safeParse(req.body ?? {})
    if (!parsed.success) return next(commonErrors.fail("invalid_input", { details: detailsOf(parsed.error) }))
    const { email, password } = parsed.data
    const actorType = req.path.split("/")[2] ?? ""
    const definition = actors.get(actorType)
    if (!definition) return next(commonErrors.fail("not_found"))
    const here = `${actorType}|${email}|${addressBlock(req.ip ?? "unknown")}`
    const anywhere = `${actorType}|${email}`
    await fromHere.refuseWhenUsedUp(here)
    if (await fromAnywhere.isUsedUp(anywhere)) await pause(SLOW_MS)
    const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const known = await signInOf(knex, email, actorType, definition)
    if (!known.hasDecoy) await createDecoyIdentity(req.scope)
    req.body = { email: known.identityId ? email : DECOY_EMAIL, password }
    // After the answer, so that no one can time what a failure or a success costs.
    const settle = async (): Promise<void> => {
      if (res.statusCode !== 401 && res.statusCode !== 200) return
      const refused = res.statusCode === 401
      if (refused) await Promise.all([fromHere.add(here), fromAnywhere.add(anywhere)])
      else await fromHere.clear(here)
      await recordSecurityEvent(req.scope, {
        action: refused ? "identity.sign_in_refused" : "identity.signed_in",
        actor: { type: actorType, id: known.identityId ?? null, email },
      })
    }
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    res.once("finish", () => {
      settle().catch((failure: unknown) =>
        logger.error("A sign-in was not counted or recorded", failure instanceof Error ? failure : undefined)
      )
    })
    next()
  } catch (failure) {
    next(failure)
  }
}
