import type { MedusaRequest } from "@medusajs/framework/http"
import { getAuthContextFromJwtToken } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { hashOf } from "../domain/secret-link"

const Session = z.looseObject({ auth_context: z.unknown().optional(), token_hash: z.string().optional() })

export type SentCredential = {
  readonly claims: unknown
  /** Hash of the bearer token, or of the token a session was created from; null for older sessions. */
  readonly tokenHash: string | null
}

/** The claims of a bearer token, verified as core does; undefined for an invalid or missing token. */
export const bearerOf = (req: MedusaRequest): SentCredential | undefined => {
  const header = req.headers.authorization
  if (!header) return undefined
  const { http } = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
  if (!http.jwtSecret) return undefined
  const claims = getAuthContextFromJwtToken(
    header,
    http.jwtSecret,
    ["bearer"],
    ["*"],
    http.jwtPublicKey,
    http.jwtVerifyOptions ?? http.jwtOptions
  )
  const token = /(\S+)\s+(\S+)/.exec(header)?.[2] ?? ""
  return claims ? { claims, tokenHash: hashOf(token) } : undefined
}

export const sessionOf = (req: MedusaRequest): SentCredential | undefined => {
  const parsed = Session.safeParse(req.session)
  if (!parsed.success || !parsed.data.auth_context) return undefined
  return { claims: parsed.data.auth_context, tokenHash: parsed.data.token_hash ?? null }
}
