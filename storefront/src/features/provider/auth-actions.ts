"use server"

import { routes } from "@atrium/provider-assignment/contracts"
import { redirect } from "next/navigation"

import { constantTime } from "@/features/auth/constant-time"
import { type FormState, formValues } from "@/features/auth/form-state"
import { ForgotPassword, ResetPassword, fieldErrors, SignIn } from "@/features/auth/schema"
import { callRoute, failureOf, isApiError, passwordAuth } from "@/lib/medusa"

import { portalPath } from "./portal-path"
import { checkProviderAccess } from "./queries"
import { endProviderSession, startProviderSession } from "./session"

const providerAuth = passwordAuth("provider")

// The same message for an unknown email, a wrong password and an email that isn't a provider's.
const NO_MATCH = "Your email or password is incorrect. Check both, or reset your password."
const SUSPENDED = "Your access is suspended. Contact the shop to find out why and when you can work again."
const OLD_LINK = "This link was already used or has expired. Request a new one."
const OLD_INVITATION = "This invitation was already used, was replaced, or has expired. Ask the shop for a new one."

/** Returns the message for a failed API call; `rejected` is the message when the input itself was rejected. */
const problem = (error: unknown, rejected: string): string => {
  if (!isApiError(error)) throw error
  if (error.status === 429) return "Too many attempts. Wait a minute, then try again."
  if (error.status >= 500) return `${failureOf(error).message} ${failureOf(error).suggestedAction}`
  return rejected
}

/** Signs an active provider in. Returns an error message otherwise. */
const signInIfActive = async (email: string, password: string): Promise<string | undefined> => {
  const token = await providerAuth.signIn(email, password)
  const access = await checkProviderAccess(token)
  if (access.state === "suspended") return SUSPENDED
  if (access.state === "signed_out") return NO_MATCH
  await startProviderSession(token)
  return undefined
}

export const signInProvider = async (_state: FormState, form: FormData): Promise<FormState> => {
  const values = formValues(form)
  const parsed = SignIn.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values }
  try {
    const error = await constantTime(() => signInIfActive(parsed.data.email, parsed.data.password))
    if (error) return { errors: {}, problem: error, values }
  } catch (error) {
    return { errors: {}, problem: problem(error, NO_MATCH), values }
  }
  redirect(portalPath(form.get("next")))
}

/** Sets the invited provider's password and signs them in. */
export const acceptInvitation = async (_state: FormState, form: FormData): Promise<FormState> => {
  const parsed = ResetPassword.safeParse(Object.fromEntries(form))
  if (!parsed.success) {
    const errors = fieldErrors(parsed.error)
    return errors.token ? { errors: {}, problem: OLD_INVITATION, values: {} } : { errors, values: {} }
  }
  try {
    const { token, password } = parsed.data
    const { data } = await constantTime(() =>
      callRoute(routes, "POST /provider/invitations/accept", { body: { token, password } })
    )
    const error = await signInIfActive(data.provider.email, password)
    if (error) return { errors: {}, problem: error, values: {} }
  } catch (error) {
    return { errors: {}, problem: problem(error, OLD_INVITATION), values: {} }
  }
  redirect("/provider")
}

/** Responds the same, and in about the same time, whether or not the email is a provider's. */
export const requestProviderReset = async (_state: FormState, form: FormData): Promise<FormState> => {
  const values = formValues(form)
  const parsed = ForgotPassword.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values }
  try {
    await constantTime(() => providerAuth.requestReset(parsed.data.email))
  } catch (error) {
    if (isApiError(error) && error.status < 500 && error.status !== 429) return { errors: {}, values, done: true }
    return { errors: {}, problem: problem(error, ""), values }
  }
  return { errors: {}, values, done: true }
}

export const resetProviderPassword = async (_state: FormState, form: FormData): Promise<FormState> => {
  const parsed = ResetPassword.safeParse(Object.fromEntries(form))
  if (!parsed.success) {
    const errors = fieldErrors(parsed.error)
    return errors.token ? { errors: {}, problem: OLD_LINK, values: {} } : { errors, values: {} }
  }
  try {
    await providerAuth.resetPassword(parsed.data.token, parsed.data.password)
  } catch (error) {
    return { errors: {}, problem: problem(error, OLD_LINK), values: {} }
  }
  await endProviderSession()
  return { errors: {}, values: {}, done: true }
}

export const signOutProvider = async (): Promise<void> => {
  await endProviderSession()
  redirect("/provider/sign-in")
}
