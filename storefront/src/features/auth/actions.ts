"use server"

import { redirect } from "next/navigation"

import { routes as identity } from "@atrium/identity/contracts"
import { commonPasswordError } from "@atrium/identity/contracts/common-passwords"

import { callRoute, failureOf, isApiError, passwordAuth, revokeToken } from "@/lib/medusa"

import { constantTime } from "./constant-time"
import { type FormState, formValues } from "./form-state"
import { nameParts } from "./name-parts"
import { localPath } from "./next-path"
import { CompleteRegistration, ForgotPassword, Register, ResetPassword, fieldErrors, SignIn } from "./schema"
import { endSession, rememberNext, sessionToken, startSession, takeNext } from "./session"
import { takeOverCart } from "./take-over-cart"

const customerAuth = passwordAuth("customer")

// The same message for an unknown email and a wrong password, so that it doesn't reveal who has an account.
const NO_MATCH = "Your email or password is incorrect. Check both, or reset your password."
const TRY_AGAIN = "We couldn't send the email. Check the address and try again."
const OLD_LINK = "This link was already used or has expired. Request a new one."

/** Returns the message for a failed API call; `rejected` is the message when the input itself was rejected. */
const problem = (error: unknown, rejected: string): string => {
  if (!isApiError(error)) throw error
  if (error.status === 429) return "Too many attempts. Wait a minute, then try again."
  // Only whoever has the right password gets this.
  if (error.status >= 500 || error.code === "account_suspended")
    return `${failureOf(error).message} ${failureOf(error).suggestedAction}`
  return rejected
}

/** Returns the field errors of a rejected form; empty when it failed for another reason. */
const rejectedFields = (error: unknown): Record<string, string> => {
  const { password, first_name, last_name } = isApiError(error) && error.status === 400 ? error.failure.details : {}
  const name = first_name ?? last_name
  return { ...(password ? { password } : {}), ...(name ? { full_name: name } : {}) }
}

export const signIn = async (_state: FormState, form: FormData): Promise<FormState> => {
  const values = formValues(form)
  const parsed = SignIn.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values }
  try {
    const { email, password } = parsed.data
    const token = await constantTime(() => customerAuth.signIn(email, password))
    await startSession(token)
    await takeOverCart(token)
  } catch (error) {
    return { errors: {}, problem: problem(error, NO_MATCH), values }
  }
  redirect(localPath(form.get("next")))
}

/** Responds the same whether or not the email has an account; only the email sent differs. */
export const register = async (_state: FormState, form: FormData): Promise<FormState> => {
  const values = formValues(form)
  const parsed = Register.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values }
  try {
    await callRoute(identity, "POST /store/registrations", { body: { email: parsed.data.email } })
    // If the link is opened in this browser, the visitor returns to the page they came from.
    await rememberNext(localPath(form.get("next")))
  } catch (error) {
    return { errors: {}, problem: problem(error, TRY_AGAIN), values }
  }
  return { errors: {}, values, done: true }
}

export const completeRegistration = async (_state: FormState, form: FormData): Promise<FormState> => {
  const values = formValues(form)
  const parsed = CompleteRegistration.safeParse(Object.fromEntries(form))
  if (!parsed.success) {
    const errors = fieldErrors(parsed.error)
    if (errors.token || errors.email) return { errors: {}, problem: OLD_LINK, values }
    // The backend isn't called while a field is invalid, so check the password here to report all errors at once.
    const common = commonPasswordError(String(form.get("password")), [values.email ?? "", values.full_name ?? ""])
    return { errors: { ...(common ? { password: common } : {}), ...errors }, values }
  }
  const { token, email, full_name, password } = parsed.data
  try {
    await callRoute(identity, "POST /store/registrations/complete", {
      body: { token, password, ...nameParts(full_name) },
    })
    const session = await customerAuth.signIn(email, password)
    await startSession(session)
    await takeOverCart(session)
  } catch (error) {
    const errors = rejectedFields(error)
    return Object.keys(errors).length > 0 ? { errors, values } : { errors, problem: problem(error, OLD_LINK), values }
  }
  redirect(localPath(await takeNext()))
}

/** Responds the same, and in about the same time, whether or not the email has an account. */
export const requestPasswordReset = async (_state: FormState, form: FormData): Promise<FormState> => {
  const values = formValues(form)
  const parsed = ForgotPassword.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values }
  try {
    await constantTime(() => customerAuth.requestReset(parsed.data.email))
  } catch (error) {
    if (isApiError(error) && error.status < 500 && error.status !== 429) return { errors: {}, values, done: true }
    return { errors: {}, problem: problem(error, ""), values }
  }
  return { errors: {}, values, done: true }
}

export const resetPassword = async (_state: FormState, form: FormData): Promise<FormState> => {
  const parsed = ResetPassword.safeParse(Object.fromEntries(form))
  if (!parsed.success) {
    const errors = fieldErrors(parsed.error)
    return errors.token ? { errors: {}, problem: OLD_LINK, values: {} } : { errors, values: {} }
  }
  try {
    await customerAuth.resetPassword(parsed.data.token, parsed.data.password)
  } catch (error) {
    const { password } = rejectedFields(error)
    return password
      ? { errors: { password }, values: {} }
      : { errors: {}, problem: problem(error, OLD_LINK), values: {} }
  }
  // Another person may be signed in on this browser: require signing in with the new password.
  await endSession()
  return { errors: {}, values: {}, done: true }
}

export const signOut = async (): Promise<void> => {
  const token = await sessionToken()
  try {
    if (token) await revokeToken(token)
  } catch (error) {
    // The backend is unavailable or the session has expired: clear the cookies anyway.
    if (!isApiError(error)) throw error
  }
  await endSession()
  redirect("/")
}
