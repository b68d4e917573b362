import { commonErrors, emailText } from "@atrium/kernel"
import { detailsOf, rateLimit } from "@atrium/server"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse, MiddlewareFunction } from "@medusajs/framework/http"
import { z } from "zod"

import { newPasswordText } from "../contracts"
import { StaffPassword } from "../contracts/staff-invitations"
import { actors } from "../extension-points"
import { refuseCommonPassword } from "../use-cases/refuse-common-password"
import { uniqueToken } from "./unique-token"
import { endBearerSignIn } from "./sign-out"
import { beforeSignIn } from "./sign-in"

/** Validates the body strictly and replaces it by the parsed one, before core's looser validation. */
const body =
  <T extends z.ZodType>(schema: T, check?: (parsed: z.infer<T>) => void): MiddlewareFunction =>
  (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
    const parsed = schema.safeParse(req.body ?? {})
    if (!parsed.success) return next(commonErrors.fail("invalid_input", { details: detailsOf(parsed.error) }))
    try {
      check?.(parsed.data)
    } catch (refusal) {
      return next(refusal)
    }
    req.body = parsed.data
    next()
  }

// Core's clients also send `metadata`, and Admin the address; neither is used.
const PasswordResetRequest = z.strictObject({
  identifier: emailText,
  metadata: z.record(z.string(), z.unknown()).optional(),
})
const NewPassword = z.strictObject({ password: newPasswordText, email: emailText.optional() })

const login = rateLimit("login")
const often = rateLimit("purchase")

/**
 * Every open route under /auth. Any other returns 404, including routes that a later version of core adds. `:actor` is a
 * registered account type, case-sensitive.
 */
const OPEN: readonly { readonly at: string; readonly pass: readonly MiddlewareFunction[] }[] = [
  { at: "POST /auth/:actor/emailpass", pass: [login, beforeSignIn, uniqueToken] },
  {
    at: "POST /auth/:actor/emailpass/reset-password",
    pass: [login, body(PasswordResetRequest)],
  },
  {
    at: "POST /auth/:actor/emailpass/update",
    pass: [login, body(NewPassword, ({ password, email }) => refuseCommonPassword(password, email ? [email] : []))],
  },
  // Only for Admin's invitation page; see its route.
  {
    at: "POST /auth/user/emailpass/register",
    pass: [login, body(StaffPassword, ({ password, email }) => refuseCommonPassword(password, [email]))],
  },
  // Admin's sign-in page lists the sign-in methods.
  { at: "GET /auth/:actor/providers", pass: [often] },
  { at: "POST /auth/session", pass: [often] },
  { at: "DELETE /auth/session", pass: [often, endBearerSignIn] },
  { at: "POST /auth/mfa/challenges/:id/verify", pass: [login, uniqueToken] },
  { at: "GET /auth/mfa/factors", pass: [often] },
  { at: "POST /auth/mfa/factors", pass: [login] },
  { at: "POST /auth/mfa/factors/:id/verify", pass: [login] },
  { at: "DELETE /auth/mfa/factors/:id", pass: [login] },
  { at: "POST /auth/mfa/recovery-codes", pass: [login] },
]

const matches = (at: string, requested: string): boolean => {
  const [expected, actual] = [at.split("/"), requested.split("/")]
  return (
    expected.length === actual.length &&
    expected.every((part, index) => {
      const given = actual[index] ?? ""
      if (part === ":actor") return actors.get(given) !== undefined
      return part === ":id" ? /^[A-Za-z0-9_-]{1,128}$/.test(given) : part === given
    })
  )
}

/** The open routes under /auth, as `METHOD /path`. */
export const openAuthRoutes = (): readonly string[] => OPEN.map(({ at }) => at)

const run = async (
  pass: readonly MiddlewareFunction[],
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  const [first, ...rest] = pass
  if (!first) return next()
  await first(req, res, (refusal?: unknown) => (refusal ? next(refusal) : void run(rest, req, res, next).catch(next)))
}

/** Allows or refuses every request under /auth, before core's middleware. */
export const allowAuthRoutes = async (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> => {
  if (req.method === "OPTIONS" || !/^\/auth(\/|$)/i.test(req.path)) return next()
  const open = OPEN.find(({ at }) => matches(at, `${req.method} ${req.path}`))
  if (!open) return next(commonErrors.fail("not_found"))
  await run(open.pass, req, res, next)
}
