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
  // Accepts any password that was ever allowed; the limit bounds the hashing work.
  password: z
    .string({ error: "Enter your password" })
    .min(1, "Enter your password")
    .max(1024, "Enter at most 1024 characters"),
})

const QUARTER_HOUR = 15 * 60
/** Wrong passwords for one account from one network, after which it is blocked. Other networks, such as the owner's, are not affected. */
const failuresFromNetwork = failureCounter("sign-in-account-network", { most: 10, seconds: QUARTER_HOUR })
/** Wrong passwords for one account from any network, after which responses are delayed but not refused. */
const failuresFromAnywhere = failureCounter("sign-in-account", { most: 30, seconds: QUARTER_HOUR })
const SLOW_MS = 2_000

/**
 * Runs before core checks a password: normalizes the address, limits attempts, and replaces an address without an account
 * of this type by the decoy's, so that core does the same work and returns the same response.
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
    const networkKey = `${actorType}|${email}|${addressBlock(req.ip ?? "unknown")}`
    const accountKey = `${actorType}|${email}`
    await failuresFromNetwork.refuseWhenUsedUp(networkKey)
    if (await failuresFromAnywhere.isUsedUp(accountKey)) await pause(SLOW_MS)
    const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const known = await signInOf(knex, email, actorType, definition)
    if (!known.hasDecoy) await createDecoyIdentity(req.scope)
    req.body = { email: known.identityId ? email : DECOY_EMAIL, password }
    // After the response, so that its time does not reveal whether the sign-in succeeded.
    const settle = async (): Promise<void> => {
      if (res.statusCode !== 401 && res.statusCode !== 200) return
      const refused = res.statusCode === 401
      if (refused) await Promise.all([failuresFromNetwork.add(networkKey), failuresFromAnywhere.add(accountKey)])
      else await failuresFromNetwork.clear(networkKey)
      await recordSecurityEvent(req.scope, {
        action: refused ? "identity.sign_in_refused" : "identity.signed_in",
        actor: { type: actorType, id: known.identityId ?? null, email },
      })
    }
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    res.once("finish", () => {
      settle().catch((failure: unknown) =>
        logger.error("A sign-in could not be counted or recorded", failure instanceof Error ? failure : undefined)
      )
    })
    next()
  } catch (failure) {
    next(failure)
  }
}
