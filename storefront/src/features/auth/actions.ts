"use server"

import { redirect } from "next/navigation"

import { routes as identity } from "@atrium/identity/contracts"
import { commonPasswordError } from "@atrium/identity/contracts/common-passwords"

import { callRoute, failureOf, isApiError, passwordAuth, revokeToken } from "@/lib/medusa"

import { constantTime } from "./constant-time"
import { type FormState, typedFields } from "./form-state"
import { nameParts } from "./name-parts"
import { ownPath } from "./next-path"
import { CompleteRegistration, ForgotPassword, Register, ResetPassword, sentences, SignIn } from "./schema"
import { endSession, rememberNext, sessionToken, startSession, takeNext } from "./session"

const customerAuth = passwordAuth("customer")

// One sentence for an unknown mailbox and for a wrong password, so that nobody learns who has an account.
const NO_MATCH = "Your email or password is incorrect. Check both, or reset your password."
const TRY_AGAIN = "We couldn't send the email. Check the address and try again."
const OLD_LINK = "This link was already used or has expired. Request a new one."

/** What to say when the shop refused; `said` for a refusal that concerns what was typed. */
const problem = (error: unknown, said: string): string => {
  if (!isApiError(error)) throw error
  if (error.status === 429) return "Too many attempts. Wait a minute, then try again."
  if (error.status >= 500) return `${failureOf(error).message} ${failureOf(error).suggestedAction}`
  return said
}

/** What the shop says about the fields of a form; empty when it refused for another reason. */
const refusedFields = (error: unknown): Record<string, string> => {
  const { password, first_name, last_name } = isApiError(error) && error.status === 400 ? error.failure.details : {}
  const name = first_name ?? last_name
  return { ...(password ? { password } : {}), ...(name ? { full_name: name } : {}) }
}

export const signIn = async (_state: FormState, form: FormData): Promise<FormState> => {
  const typed = typedFields(form)
  const parsed = SignIn.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: sentences(parsed.error), typed }
  try {
    await constantTime(async () => startSession(await customerAuth.signIn(parsed.data.email, parsed.data.password)))
  } catch (error) {
    return { errors: {}, problem: problem(error, NO_MATCH), typed }
  }
  redirect(ownPath(form.get("next")))
}

/** Answers the same whether there is an account or not: the email tells. */
export const register = async (_state: FormState, form: FormData): Promise<FormState> => {
  const typed = typedFields(form)
  const parsed = Register.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: sentences(parsed.error), typed }
  try {
    await callRoute(identity, "POST /store/registrations", { body: { email: parsed.data.email } })
    // The link may be opened in this browser: then it leads back to where the visitor was.
    await rememberNext(ownPath(form.get("next")))
  } catch (error) {
    return { errors: {}, problem: problem(error, TRY_AGAIN), typed }
  }
  return { errors: {}, typed, done: true }
}

export const completeRegistration = async (_state: FormState, form: FormData): Promise<FormState> => {
  const typed = typedFields(form)
  const parsed = CompleteRegistration.safeParse(Object.fromEntries(form))
  if (!parsed.success) {
    const errors = sentences(parsed.error)
    if (errors.token || errors.email) return { errors: {}, problem: OLD_LINK, typed }
    // The shop is not asked while another field is wrong, and all wrong fields are shown at once.
    const common = commonPasswordError(String(form.get("password")), [typed.email ?? "", typed.full_name ?? ""])
    return { errors: { ...(common ? { password: common } : {}), ...errors }, typed }
  }
  const { token, email, full_name, password } = parsed.data
  try {
    await callRoute(identity, "POST /store/registrations/complete", {
      body: { token, password, ...nameParts(full_name) },
    })
    await startSession(await customerAuth.signIn(email, password))
  } catch (error) {
    const errors = refusedFields(error)
    return Object.keys(errors).length > 0 ? { errors, typed } : { errors, problem: problem(error, OLD_LINK), typed }
  }
  redirect(ownPath(await takeNext()))
}

/** Answers the same, and in about the same time, whether there is an account or not. */
export const requestPasswordReset = async (_state: FormState, form: FormData): Promise<FormState> => {
  const typed = typedFields(form)
  const parsed = ForgotPassword.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: sentences(parsed.error), typed }
  try {
    await constantTime(() => customerAuth.requestReset(parsed.data.email))
  } catch (error) {
    if (isApiError(error) && error.status < 500 && error.status !== 429) return { errors: {}, typed, done: true }
    return { errors: {}, problem: problem(error, ""), typed }
  }
  return { errors: {}, typed, done: true }
}

export const resetPassword = async (_state: FormState, form: FormData): Promise<FormState> => {
  const parsed = ResetPassword.safeParse(Object.fromEntries(form))
  if (!parsed.success) {
    const errors = sentences(parsed.error)
    return errors.token ? { errors: {}, problem: OLD_LINK, typed: {} } : { errors, typed: {} }
  }
  try {
    await customerAuth.resetPassword(parsed.data.token, parsed.data.password)
  } catch (error) {
    const { password } = refusedFields(error)
    return password ? { errors: { password }, typed: {} } : { errors: {}, problem: problem(error, OLD_LINK), typed: {} }
  }
  // Whoever sat at this browser before: the new password is asked for.
  await endSession()
  return { errors: {}, typed: {}, done: true }
}

export const signOut = async (): Promise<void> => {
  const token = await sessionToken()
  try {
    if (token) await revokeToken(token)
  } catch (error) {
    // The shop is away or the sign-in has ended: this browser forgets it all the same.
    if (!isApiError(error)) throw error
  }
  await endSession()
  redirect("/")
}
