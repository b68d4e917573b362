import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, generateJwtToken } from "@medusajs/framework/utils"
import { randomUUID } from "node:crypto"
import { z } from "zod"

import { moveSignIn } from "../data/sign-ins"
import { hashOf } from "../domain/secret-link"
import { bearerOf, sessionOf } from "./credentials"

const Claims = z.looseObject({
  exp: z.number().optional(),
  iat: z.number().optional(),
  app_metadata: z.record(z.string(), z.unknown()).nullish(),
})

/**
 * Keeps this sign-in when a change has ended all of its identity: moves it to the new epoch. It ends when it would have
 * ended before, because sign-ins are not renewed.
 * @returns the token that replaces the request's bearer token; null for a session, whose cookie stays the same
 */
export const keepThisSignIn = async (req: AuthenticatedMedusaRequest, epoch: string): Promise<string | null> => {
  const { jwtSecret, jwtOptions } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig.http
  if (!jwtSecret) throw new Error("JWT_SECRET is missing")
  const sent = bearerOf(req) ?? sessionOf(req)
  const { exp, iat: _, ...claims } = Claims.parse(sent?.claims)
  const kept = { ...claims, app_metadata: { ...claims.app_metadata, sign_in_epoch: epoch } }
  const expiresIn = exp === undefined ? 24 * 3_600 : Math.max(1, exp - Math.floor(Date.now() / 1000))
  const token = generateJwtToken({ ...kept, jti: randomUUID() }, { secret: jwtSecret, expiresIn, jwtOptions })
  if (sent?.tokenHash)
    await moveSignIn(req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION), {
      from: sent.tokenHash,
      to: hashOf(token),
      epoch,
      now: new Date(),
    })
  if (bearerOf(req)) return token
  Object.assign(req.session, { auth_context: { ...kept, exp }, token_hash: hashOf(token) })
  return null
}
