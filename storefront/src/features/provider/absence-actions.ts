"use server"

import { routes } from "@atrium/provider-assignment/contracts"
import { revalidatePath } from "next/cache"
import { z } from "zod"

import { type FormState, formValues } from "@/features/auth/form-state"
import { fieldErrors } from "@/features/auth/schema"
import { callRoute, failureOf, isApiError } from "@/lib/medusa"

import { requireProvider } from "./queries"
import type { ActionState } from "./request-actions"

const PAGE = "/provider/absences"

const Absence = z
  .object({
    starts_at: z.iso.date("Choose the first day"),
    ends_at: z.iso.date("Choose the last day"),
    reason: z.string().trim().max(500, "Use at most 500 characters"),
  })
  .refine((absence) => absence.starts_at <= absence.ends_at, {
    path: ["ends_at"],
    message: "The last day must be on or after the first day",
  })

const errorState = (error: unknown, values: Record<string, string>): FormState => {
  if (!isApiError(error)) throw error
  const { message, suggestedAction, details } = failureOf(error)
  if (Object.keys(details).length) return { errors: details, values }
  return { errors: {}, problem: [message, suggestedAction].filter(Boolean).join(" "), values }
}

export const addAbsence = async (_state: FormState, form: FormData): Promise<FormState> => {
  const { token } = await requireProvider(PAGE)
  const values = formValues(form)
  const parsed = Absence.safeParse(values)
  if (!parsed.success) return { errors: fieldErrors(parsed.error), values }
  const { reason, ...days } = parsed.data
  try {
    await callRoute(routes, "POST /provider/absences", { body: { ...days, ...(reason ? { reason } : {}) }, token })
  } catch (error) {
    return errorState(error, values)
  }
  revalidatePath(PAGE)
  return { errors: {}, values: {} }
}

export const removeAbsence = async (id: string, _state: ActionState, _form: FormData): Promise<ActionState> => {
  const { token } = await requireProvider(PAGE)
  try {
    await callRoute(routes, "DELETE /provider/absences/:id", { params: { id }, token })
  } catch (error) {
    if (!isApiError(error) || error.status !== 404) return errorState(error, {})
  }
  revalidatePath(PAGE)
  return { errors: {}, done: true }
}
