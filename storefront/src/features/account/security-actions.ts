"use server"

import { routes } from "@atrium/identity/contracts"
import { redirect } from "next/navigation"

import { type FormState, formValues } from "@/features/auth/form-state"
import { requireCustomer } from "@/features/auth/queries"
import { endSession, startSession } from "@/features/auth/session"
import { requireProvider } from "@/features/provider/queries"
import { startProviderSession } from "@/features/provider/session"
import { callRoute } from "@/lib/medusa"

import { formError } from "./form-error"

const PAGE = "/account/security"
const PROVIDER_PAGE = "/provider/security"

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === "string" ? value : ""
}

const passwords = (form: FormData) => ({
  current_password: text(form, "current_password"),
  password: text(form, "password"),
})

/** Changes the customer's password. This browser stays signed in with a new token. */
export const changePassword = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer(PAGE)
  try {
    const { data } = await callRoute(routes, "POST /store/customers/me/password", { body: passwords(form), token })
    if (data.token) await startSession(data.token)
  } catch (error) {
    return formError(error, {}, PAGE)
  }
  return { errors: {}, values: {}, done: true }
}

/** Changes the provider's password. This browser stays signed in with a new token. */
export const changeProviderPassword = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireProvider(PROVIDER_PAGE)
  try {
    const { data } = await callRoute(routes, "POST /provider/me/password", { body: passwords(form), token })
    if (data.token) await startProviderSession(data.token)
  } catch (error) {
    return formError(error, {}, PROVIDER_PAGE)
  }
  return { errors: {}, values: {}, done: true }
}

/** Where a page shows the list of sign-ins after one or all others were signed out. */
const signedOut = (page: string, changed: "sign-in" | "sign-ins"): string => `${page}?changed=${changed}#sign-ins`

/** Signs out one of the customer's sign-ins. */
export const endSignIn = async (id: string, _state: FormState, _form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer(PAGE)
  try {
    await callRoute(routes, "POST /store/customers/me/sign-ins/:id/end", { params: { id }, body: {}, token })
  } catch (error) {
    return formError(error, {}, PAGE)
  }
  redirect(signedOut(PAGE, "sign-in"))
}

/** Signs out one of the provider's sign-ins. */
export const endProviderSignIn = async (id: string, _state: FormState, _form: FormData): Promise<FormState> => {
  const { token } = await requireProvider(PROVIDER_PAGE)
  try {
    await callRoute(routes, "POST /provider/me/sign-ins/:id/end", { params: { id }, body: {}, token })
  } catch (error) {
    return formError(error, {}, PROVIDER_PAGE)
  }
  redirect(signedOut(PROVIDER_PAGE, "sign-in"))
}

/** Signs out the customer everywhere else. This browser stays signed in with a new token. */
export const endOtherSignIns = async (_state: FormState, _form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer(PAGE)
  try {
    const { data } = await callRoute(routes, "POST /store/customers/me/sign-ins/end-others", {
      body: { except: "current" },
      token,
    })
    if (data.token) await startSession(data.token)
  } catch (error) {
    return formError(error, {}, PAGE)
  }
  redirect(signedOut(PAGE, "sign-ins"))
}

/** Signs out the provider everywhere else. This browser stays signed in with a new token. */
export const endOtherProviderSignIns = async (_state: FormState, _form: FormData): Promise<FormState> => {
  const { token } = await requireProvider(PROVIDER_PAGE)
  try {
    const { data } = await callRoute(routes, "POST /provider/me/sign-ins/end-others", {
      body: { except: "current" },
      token,
    })
    if (data.token) await startProviderSession(data.token)
  } catch (error) {
    return formError(error, {}, PROVIDER_PAGE)
  }
  redirect(signedOut(PROVIDER_PAGE, "sign-ins"))
}

/** Emails a link to the new address. Responds the same whether or not the address is in use. */
export const requestEmailChange = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer(PAGE)
  const values = formValues(form)
  try {
    await callRoute(routes, "POST /store/customers/me/email", {
      body: { email: values.email ?? "", current_password: text(form, "current_password") },
      token,
    })
  } catch (error) {
    return formError(error, values, PAGE)
  }
  return { errors: {}, values, done: true }
}

/** Confirms the new address with the emailed link. This browser stays signed in with a new token. */
export const confirmEmailChange = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer(PAGE)
  try {
    const { data } = await callRoute(routes, "POST /store/customers/me/email/confirm", {
      body: { token: text(form, "token") },
      token,
    })
    if (data.token) await startSession(data.token)
  } catch (error) {
    return formError(error, {}, PAGE)
  }
  redirect(`${PAGE}?changed=email`)
}

/** Stops a change of the email address with the link in the notice to the previous address. */
export const stopEmailChange = async (_state: FormState, form: FormData): Promise<FormState> => {
  try {
    await callRoute(routes, "POST /store/email-changes/stop", { body: { token: text(form, "token") } })
  } catch (error) {
    return formError(error, {})
  }
  await endSession()
  return { errors: {}, values: {}, done: true }
}
