import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, generateJwtToken } from "@medusajs/framework/utils"
import { z } from "zod"

import type { StaffPassword } from "../contracts/staff-invitations"
import { openPassword, sealPassword } from "../domain/sealed-password"
import { bearerOf } from "./credentials"

const Claims = z.looseObject({ purpose: z.literal("invitation"), email: z.string(), sealed: z.string() })

const settings = (req: MedusaRequest) => req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig.http

const secretOf = (req: MedusaRequest): string => {
  const { jwtSecret } = settings(req)
  if (typeof jwtSecret !== "string") throw new Error("JWT_SECRET must be a string")
  return jwtSecret
}

/** The token names no identity and no account, so that it is refused on every other route. */
export const invitationTokenFor = (req: MedusaRequest, { email, password }: StaffPassword): string =>
  generateJwtToken(
    {
      actor_id: "",
      actor_type: "user",
      auth_identity_id: "invitation",
      purpose: "invitation",
      email,
      sealed: sealPassword(password, secretOf(req)),
    },
    { secret: settings(req).jwtSecret, expiresIn: "15m", jwtOptions: settings(req).jwtOptions }
  )

/** Address and password in the request's invitation token; undefined without one. */
export const openInvitationToken = (req: MedusaRequest): StaffPassword | undefined => {
  const parsed = Claims.safeParse(bearerOf(req)?.claims)
  const password = parsed.success ? openPassword(parsed.data.sealed, secretOf(req)) : undefined
  return parsed.success && password !== undefined ? { email: parsed.data.email, password } : undefined
}
