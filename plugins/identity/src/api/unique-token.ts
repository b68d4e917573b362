import { randomUUID } from "node:crypto"

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { getAuthContextFromJwtToken } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, generateJwtToken } from "@medusajs/framework/utils"
import { z } from "zod"

import { credentialOf } from "../domain/credential"
import { hashOf } from "../domain/secret-link"
import { refuseInactive } from "../use-cases/refuse-inactive"
import { noteAfterResponse } from "./note-after-response"

const WithToken = z.looseObject({ token: z.string() })
const Claims = z.looseObject({ iat: z.number(), exp: z.number() })

/** The same token with a unique id, and its claims. */
const withId = (req: MedusaRequest, token: string): { token: string; claims: unknown } => {
  const { http } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  const { jwtSecret: secret, jwtOptions } = http
  if (!secret) throw new Error("JWT_SECRET is missing")
  const verified: unknown = getAuthContextFromJwtToken(
    `Bearer ${token}`,
    secret,
    ["bearer"],
    ["*"],
    http.jwtPublicKey,
    http.jwtVerifyOptions ?? jwtOptions
  )
  const { iat, exp, ...claims } = Claims.parse(verified)
  const unique = generateJwtToken({ ...claims, jti: randomUUID() }, { secret, expiresIn: exp - iat, jwtOptions })
  return { token: unique, claims: { ...claims, exp } }
}

/**
 * Gives every sign-in a unique token. Core's tokens contain only seconds, so two sign-ins within one second would get the
 * same token, and signing out of one would end the other. Every sign-in is on its owner's list from the start.
 * A suspended account gets no token.
 */
export const uniqueToken = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  const json = res.json.bind(res)
  res.json = (answer) => {
    const parsed = res.statusCode === 200 ? WithToken.safeParse(answer) : undefined
    if (!parsed?.success) return json(answer)
    const { token, claims } = withId(req, parsed.data.token)
    const credential = credentialOf(claims)
    const tokenHash = hashOf(token)
    const send = (): void => {
      if (credential) noteAfterResponse(req, res, [{ credential, tokenHash }])
      json({ ...parsed.data, token })
    }
    const checked = credential ? refuseInactive(req.scope, credential, tokenHash) : Promise.resolve()
    checked.then(send).catch(next)
    return res
  }
  next()
}
