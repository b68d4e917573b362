"use server"

import { CancelByProvider, routes } from "@atrium/consultations/contracts"
import { revalidatePath } from "next/cache"

import { fieldErrors } from "@/features/auth/schema"
import { callRoute, failureOf, isApiError } from "@/lib/medusa"

import { requireProvider } from "./queries"
import type { ActionState } from "./request-actions"

const PAGE = "/provider/consultations"

/** Cancels a consultation with the reason of the form, which the visitor reads. */
export const cancelConsultation = async (id: string, _state: ActionState, form: FormData): Promise<ActionState> => {
  const { token } = await requireProvider(PAGE)
  const body = CancelByProvider.safeParse({ reason: form.get("reason") ?? "" })
  if (!body.success) return { errors: fieldErrors(body.error) }
  try {
    await callRoute(routes, "POST /provider/consultations/:id/cancel", { params: { id }, body: body.data, token })
  } catch (error) {
    if (!isApiError(error)) throw error
    const { message, suggestedAction, details } = failureOf(error)
    if (Object.keys(details).length) return { errors: details }
    // It was moved, canceled or began meanwhile: the page shows it as it is.
    if (error.status === 409 || error.status === 404) revalidatePath(PAGE)
    return { errors: {}, problem: [message, suggestedAction].filter(Boolean).join(" ") }
  }
  revalidatePath(PAGE)
  return { errors: {}, done: true }
}
