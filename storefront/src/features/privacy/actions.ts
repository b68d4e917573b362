"use server"

import { routes } from "@atrium/identity/contracts"
import { redirect } from "next/navigation"

import { type FormState, formValues } from "@/features/auth/form-state"
import { requireCustomer } from "@/features/auth/queries"
import { endSession } from "@/features/auth/session"
import { callRoute, failureOf, isApiError } from "@/lib/medusa"

const PAGE = "/account/privacy"

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === "string" ? value : ""
}

/** An erasure that is blocked lists what is open; other refusals are one sentence. */
const problemOf = (error: unknown): string => {
  if (!isApiError(error)) throw error
  if (error.status === 401) redirect(`/sign-in?${new URLSearchParams({ next: PAGE }).toString()}`)
  if (error.status === 429) return "Too many attempts. Wait a minute, then try again."
  const { message, suggestedAction, details } = failureOf(error)
  return [message, ...Object.values(details), suggestedAction].filter(Boolean).join(" ")
}

const ask = async (kind: "export" | "erase"): Promise<FormState> => {
  const { token } = await requireCustomer(PAGE)
  try {
    await callRoute(routes, "POST /store/customers/me/privacy-requests", { body: { kind }, token })
  } catch (error) {
    return { errors: {}, problem: problemOf(error), values: {} }
  }
  return { errors: {}, values: {}, done: true }
}

/** Emails the customer the link that starts the export of their data. */
export const askForExport = async (): Promise<FormState> => ask("export")

/** Emails the customer the link that starts the erasure of their data. */
export const askForErasure = async (): Promise<FormState> => ask("erase")

/** Emails the link to an address without an account. The response is the same for an unknown address. */
export const askAsGuest = async (_state: FormState, form: FormData): Promise<FormState> => {
  const values = formValues(form)
  try {
    const kind = values.kind === "erase" ? "erase" : "export"
    await callRoute(routes, "POST /store/privacy-requests", { body: { kind, email: values.email ?? "" } })
  } catch (error) {
    if (isApiError(error) && error.status === 400) return { errors: failureOf(error).details, values }
    return { errors: {}, problem: problemOf(error), values }
  }
  return { errors: {}, values, done: true }
}

const confirm = async (form: FormData): Promise<FormState> => {
  try {
    await callRoute(routes, "POST /store/privacy-requests/confirm", { body: { token: text(form, "token") } })
  } catch (error) {
    return { errors: {}, problem: problemOf(error), values: {} }
  }
  return { errors: {}, values: {}, done: true }
}

/** Starts the export that the emailed link is for. */
export const confirmExport = async (_state: FormState, form: FormData): Promise<FormState> => confirm(form)

/** Starts the erasure that the emailed link is for, and signs this browser out. */
export const confirmErasure = async (_state: FormState, form: FormData): Promise<FormState> => {
  const state = await confirm(form)
  if (state.done) await endSession()
  return state
}
