"use server"

import { redirect } from "next/navigation"

import { failureOf, isShopError } from "@/lib/medusa"

import { evenly } from "./evenly"
import { type FormState, typedFields } from "./form-state"
import { ownPath } from "./next-path"
import { ForgotPassword, Register, ResetPassword, sentences, SignIn } from "./schema"
import { endSession, startSession } from "./session"
import { shopAuth } from "./shop"

// One sentence for an unknown mailbox and for a wrong password, so that nobody learns who has an account.
const NO_MATCH = "This email and password do not belong together. Check both, or set a new password."
const NO_ACCOUNT =
  "We could not make an account with this email. If you have one already, sign in or set a new password."
const OLD_LINK = "This link has been used or is too old. Ask for a new one."

/** What to say when the shop refused; `said` for a refusal that concerns what was typed. */
const problem = (error: unknown, said: string): string => {
  if (!isShopError(error)) throw error
  if (error.status === 429) return "Those were many attempts in a short time. Wait a minute, then try again."
  if (error.status >= 500) return `${failureOf(error).message} ${failureOf(error).suggestedAction}`
  return said
}

export const signIn = async (_state: FormState, form: FormData): Promise<FormState> => {
  const typed = typedFields(form)
  const parsed = SignIn.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: sentences(parsed.error), typed }
  try {
    await evenly(async () => startSession(await shopAuth.signIn(parsed.data.email, parsed.data.password)))
  } catch (error) {
    return { errors: {}, problem: problem(error, NO_MATCH), typed }
  }
  redirect(ownPath(form.get("next")))
}

export const register = async (_state: FormState, form: FormData): Promise<FormState> => {
  const typed = typedFields(form)
  const parsed = Register.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: sentences(parsed.error), typed }
  const { email, password, full_name } = parsed.data
  try {
    await evenly(async () => {
      // A registration that broke off halfway ends here too: the same mailbox and password get the same identity.
      await shopAuth.createCustomer(await shopAuth.register(email, password), email, full_name)
      await startSession(await shopAuth.signIn(email, password))
    })
  } catch (error) {
    return { errors: {}, problem: problem(error, NO_ACCOUNT), typed }
  }
  redirect(ownPath(form.get("next")))
}

/** Answers the same, and in about the same time, whether there is an account or not. */
export const requestPasswordReset = async (_state: FormState, form: FormData): Promise<FormState> => {
  const typed = typedFields(form)
  const parsed = ForgotPassword.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: sentences(parsed.error), typed }
  try {
    await evenly(() => shopAuth.requestReset(parsed.data.email))
  } catch (error) {
    if (isShopError(error) && error.status < 500 && error.status !== 429) return { errors: {}, typed, done: true }
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
    await shopAuth.resetPassword(parsed.data.token, parsed.data.password)
  } catch (error) {
    return { errors: {}, problem: problem(error, OLD_LINK), typed: {} }
  }
  // Whoever sat at this browser before: the new password is asked for.
  await endSession()
  return { errors: {}, typed: {}, done: true }
}

export const signOut = async (): Promise<void> => {
  await endSession()
  redirect("/")
}
