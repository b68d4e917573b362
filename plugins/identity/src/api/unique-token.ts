import { randomUUID } from "node:crypto"

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { getAuthContextFromJwtToken } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, generateJwtToken } from "@medusajs/framework/utils"
import { z } from "zod"

const WithToken = z.looseObject({ token: z.string() })
const Claims = z.looseObject({ iat: z.number(), exp: z.number() })

/** The same token with a unique id. */
const withId = (req: MedusaRequest, token: string): string => {
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
  return generateJwtToken({ ...claims, jti: randomUUID() }, { secret, expiresIn: exp - iat, jwtOptions })
}

/**
 * Gives every sign-in a unique token. Core's tokens contain only seconds, so two sign-ins within one second would get the
 * same token, and signing out of one would end the other.
 */
export const uniqueToken = (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
  const json = res.json.bind(res)
  res.json = (answer) => {
    const parsed = res.statusCode === 200 ? WithToken.safeParse(answer) : undefined
    return json(parsed?.success ? { ...parsed.data, token: withId(req, parsed.data.token) } : answer)
  }
  next()
}
