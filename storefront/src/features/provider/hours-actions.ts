"use server"

import { routes } from "@atrium/provider-assignment/contracts"
import { revalidatePath } from "next/cache"

import { type FormState, formValues } from "@/features/auth/form-state"
import { callRoute, failureOf, isApiError } from "@/lib/medusa"

import { requireProvider } from "./queries"
import { hoursFromText, WEEKDAY_FIELDS } from "./weekly-hours"

const PAGE = "/provider/hours"

/** "working_hours.mon.0.1" belongs to the field of Monday. */
const fieldOf = (path: string): string => /^working_hours\.(\w+)/.exec(path)?.[1] ?? path

/** Saves the weekly hours and the time zone they are in. Keeps what was entered when it is refused. */
export const saveHours = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireProvider(PAGE)
  const values = formValues(form)
  const working_hours = Object.fromEntries(
    WEEKDAY_FIELDS.flatMap(({ name }) => {
      const spans = hoursFromText(values[name] ?? "")
      return spans.length > 0 ? [[name, spans]] : []
    })
  )
  try {
    await callRoute(routes, "POST /provider/me", {
      body: { time_zone: values.time_zone ?? "", working_hours },
      token,
    })
  } catch (error) {
    if (!isApiError(error)) throw error
    const { message, suggestedAction, details } = failureOf(error)
    const errors = Object.fromEntries(Object.entries(details).map(([path, text]) => [fieldOf(path), text]))
    if (Object.keys(errors).length > 0) return { errors, values }
    return { errors: {}, problem: [message, suggestedAction].filter(Boolean).join(" "), values }
  }
  revalidatePath(PAGE)
  return { errors: {}, values, done: true }
}
