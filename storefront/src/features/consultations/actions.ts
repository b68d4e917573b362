"use server"

import { routes } from "@atrium/consultations/contracts"
import { redirect } from "next/navigation"

import { type FormState, formValues } from "@/features/auth/form-state"
import { callRoute, isApiError } from "@/lib/medusa"

import { consultationPath, movePath, slotsPath } from "./paths"
import { chosenTimeZone } from "./time-zone"

type Link = { id: string; token: string }

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === "string" ? value : ""
}

/** Problems that the page of free times explains, by the code in its address. */
const problemOf = (error: unknown): string => {
  if (!isApiError(error) || error.status >= 500) throw error
  if (error.status === 429) return "busy"
  return error.failure.code === "slot_taken" ? "taken" : "choose"
}

/** Holds the chosen time and continues with the visitor's details. */
export const holdSlot = async (handle: string, form: FormData): Promise<void> => {
  const time_zone = chosenTimeZone(form.get("time_zone"))
  let next: string
  try {
    const { data } = await callRoute(routes, "POST /store/services/:handle/consultations", {
      params: { handle },
      body: { starts_at: textOf(form, "starts_at") },
    })
    next = consultationPath(data.consultation.id, { token: data.token, time_zone })
  } catch (error) {
    next = slotsPath(handle, { time_zone, from: textOf(form, "from"), problem: problemOf(error) })
  }
  redirect(next)
}

/** Books the held time. Keeps what was entered when it is refused. */
export const confirmBooking = async (
  { id, token, timeZone }: Link & { timeZone: string },
  _state: FormState,
  form: FormData
): Promise<FormState> => {
  const values = formValues(form)
  try {
    await callRoute(routes, "POST /store/consultations/:id/confirm", {
      params: { id },
      body: {
        token,
        name: values.name ?? "",
        email: values.email ?? "",
        note: values.note ?? "",
        time_zone: timeZone,
      },
    })
  } catch (error) {
    if (!isApiError(error)) throw error
    const { message, suggestedAction, details } = error.failure
    if (Object.keys(details).length > 0) return { errors: details, values }
    return { errors: {}, problem: `${message} ${suggestedAction}`, values }
  }
  redirect(consultationPath(id, { token, done: "booked" }))
}

/** Releases the held time, so that the visitor, or another one, can choose it again. */
export const releaseSlot = async ({ id, token, handle }: Link & { handle: string }, form: FormData): Promise<void> => {
  try {
    await callRoute(routes, "POST /store/consultations/:id/cancel", { params: { id }, body: { token } })
  } catch (error) {
    // It is over already.
    if (!isApiError(error) || error.status >= 500) throw error
  }
  redirect(slotsPath(handle, { time_zone: chosenTimeZone(form.get("time_zone")) }))
}

/** Moves the consultation to the chosen time. */
export const moveToSlot = async ({ id, token }: Link, form: FormData): Promise<void> => {
  const time_zone = chosenTimeZone(form.get("time_zone"))
  let next = consultationPath(id, { token, done: "moved" })
  try {
    await callRoute(routes, "POST /store/consultations/:id/move", {
      params: { id },
      body: { token, starts_at: textOf(form, "starts_at"), time_zone },
    })
  } catch (error) {
    const problem = problemOf(error)
    const closed = isApiError(error) && error.failure.code === "consultation_closed"
    next = closed
      ? consultationPath(id, { token, done: "closed" })
      : movePath(id, { token, time_zone, from: textOf(form, "from"), problem })
  }
  redirect(next)
}

/** Cancels the consultation. */
export const cancelBooking = async ({ id, token }: Link): Promise<void> => {
  let done = "canceled"
  try {
    await callRoute(routes, "POST /store/consultations/:id/cancel", { params: { id }, body: { token } })
  } catch (error) {
    if (!isApiError(error) || error.status >= 500) throw error
    done = "closed"
  }
  redirect(consultationPath(id, { token, done }))
}
