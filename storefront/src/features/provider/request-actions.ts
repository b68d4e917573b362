"use server"

import { ChangePortalRequest, ChangePortalTask, routes } from "@atrium/provider-assignment/contracts"
import { revalidatePath } from "next/cache"

import { callRoute, failureOf, isApiError } from "@/lib/medusa"

import { requireProvider } from "./queries"

export type ActionState = { errors: Record<string, string>; problem?: string; done?: true }

/** For a call that no page makes. */
const UNKNOWN_CHANGE = "This change isn't possible. Reload the page and try again."

const page = (id: string) => `/provider/requests/${encodeURIComponent(id)}`

const refused = (error: unknown): ActionState => {
  if (!isApiError(error)) throw error
  const { message, suggestedAction, details } = failureOf(error)
  if (Object.keys(details).length) return { errors: details }
  return { errors: {}, problem: [message, suggestedAction].filter(Boolean).join(" ") }
}

/** Asks the shop for one change of a request and shows the outcome. */
const change = async (id: string, ask: (token: string) => Promise<unknown>): Promise<ActionState> => {
  const { token } = await requireProvider(page(id))
  try {
    await ask(token)
  } catch (error) {
    // It was changed meanwhile: the reader sees its current state.
    if (isApiError(error) && error.status === 409) revalidatePath(page(id))
    return refused(error)
  }
  revalidatePath(page(id))
  return { errors: {}, done: true }
}

const changeRequest = (id: string, body: ChangePortalRequest): Promise<ActionState> =>
  change(id, (token) =>
    callRoute(routes, "POST /provider/service-requests/:id/status", { params: { id }, body, token })
  )

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === "string" ? value.trim() : ""
}

/** Moves a request on. `seen` is its `updated_at` as the page showed it. */
export const moveRequest = async (
  id: string,
  to: string,
  seen: string,
  _state: ActionState,
  _form: FormData
): Promise<ActionState> => {
  const body = ChangePortalRequest.safeParse({ status: to, updated_at: seen })
  return body.success ? changeRequest(id, body.data) : { errors: {}, problem: UNKNOWN_CHANGE }
}

export const addNote = async (id: string, _state: ActionState, form: FormData): Promise<ActionState> => {
  const notes = text(form, "notes")
  if (!notes) return { errors: { notes: "Enter the note" } }
  return changeRequest(id, { notes })
}

/** Moves one task on; for `waiting` the form says who has it and why. */
export const moveTask = async (
  id: string,
  task: { id: string; updated_at: string },
  to: string,
  _state: ActionState,
  form: FormData
): Promise<ActionState> => {
  const reason = text(form, "reason")
  const holder = text(form, "holder")
  if (to === "waiting" && !reason) return { errors: { reason: "Enter what it's waiting for" } }
  const body = ChangePortalTask.safeParse({
    status: to,
    // What was waited for has come: the task is the team's again.
    ...(to === "waiting" ? { holder: holder || "client", reason } : { holder: "team" }),
    updated_at: task.updated_at,
  })
  if (!body.success) return { errors: {}, problem: UNKNOWN_CHANGE }
  return change(id, (token) =>
    callRoute(routes, "POST /provider/service-requests/:id/tasks/:task_id", {
      params: { id, task_id: task.id },
      body: body.data,
      token,
    })
  )
}
