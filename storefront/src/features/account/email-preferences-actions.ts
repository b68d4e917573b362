"use server"

import { routes } from "@atrium/notifications/contracts"

import type { FormState } from "@/features/auth/form-state"
import { requireCustomer } from "@/features/auth/queries"
import { requireProvider } from "@/features/provider/queries"
import { callRoute } from "@/lib/medusa"

import { formError } from "./form-error"

const PAGE = "/account/emails"
const PROVIDER_PAGE = "/provider/emails"

/** A checked box is in the form's `on`; `shown` lists all boxes, because unchecked ones are not sent. */
const choices = (form: FormData): Record<string, boolean> => {
  const on = form.getAll("on")
  return Object.fromEntries(
    form.getAll("shown").flatMap((key) => (typeof key === "string" ? [[key, on.includes(key)]] : []))
  )
}

/** The checked boxes, for the form to show again. */
const chosen = (form: FormData): Record<string, string> => ({
  on: form
    .getAll("on")
    .flatMap((key) => (typeof key === "string" ? [key] : []))
    .join(" "),
})

/** Saves which emails the customer gets. */
export const saveEmailPreferences = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireCustomer(PAGE)
  try {
    await callRoute(routes, "POST /store/customers/me/email-preferences", {
      body: { subscribed: choices(form) },
      token,
    })
  } catch (error) {
    return formError(error, chosen(form), PAGE)
  }
  return { errors: {}, values: chosen(form), done: true }
}

/** Saves which emails the provider gets. */
export const saveProviderEmailPreferences = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireProvider(PROVIDER_PAGE)
  try {
    await callRoute(routes, "POST /provider/me/email-preferences", { body: { subscribed: choices(form) }, token })
  } catch (error) {
    return formError(error, chosen(form), PROVIDER_PAGE)
  }
  return { errors: {}, values: chosen(form), done: true }
}

/** Turns off the kind of email that the link was in. */
export const unsubscribe = async (token: string, _state: FormState, _form: FormData): Promise<FormState> => {
  try {
    await callRoute(routes, "POST /store/unsubscriptions", { body: { token } })
  } catch (error) {
    return formError(error, {})
  }
  return { errors: {}, values: {}, done: true }
}
