"use server"

import { ChangePortalRequest, ChangePortalTask, routes } from "@atrium/provider-assignment/contracts"
import { revalidatePath } from "next/cache"

import { callRoute, failureOf, isApiError } from "@/lib/medusa"

import { requireProvider } from "./queries"

export type ActionState = { errors: Record<string, string>; problem?: string; done?: true }

/** Shown when the submitted data is not something a page would send. */
const INVALID_CHANGE = "This change isn't possible. Reload the page and try again."

const page = (id: string) => `/provider/requests/${encodeURIComponent(id)}`

const errorState = (error: unknown): ActionState => {
  if (!isApiError(error)) throw error
  const { message, suggestedAction, details } = failureOf(error)
  if (Object.keys(details).length) return { errors: details }
  return { errors: {}, problem: [message, suggestedAction].filter(Boolean).join(" ") }
}

/** Runs one API call that changes a request, and refreshes the request's page. */
const change = async (id: string, call: (token: string) => Promise<unknown>): Promise<ActionState> => {
  const { token } = await requireProvider(page(id))
  try {
    await call(token)
  } catch (error) {
    // Someone else changed the request: refresh the page to show its current state.
    if (isApiError(error) && error.status === 409) revalidatePath(page(id))
    return errorState(error)
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

/** Changes a request's status. `seen` is the `updated_at` the page showed, to detect concurrent changes. */
export const changeRequestStatus = async (
  id: string,
  to: string,
  seen: string,
  _state: ActionState,
  _form: FormData
): Promise<ActionState> => {
  const body = ChangePortalRequest.safeParse({ status: to, updated_at: seen })
  return body.success ? changeRequest(id, body.data) : { errors: {}, problem: INVALID_CHANGE }
}

export const addNote = async (id: string, _state: ActionState, form: FormData): Promise<ActionState> => {
  const notes = text(form, "notes")
  if (!notes) return { errors: { notes: "Enter the note" } }
  return changeRequest(id, { notes })
}

/** Changes a task's status. For `waiting`, the form contains the holder and the reason. */
export const changeTaskStatus = async (
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
    // Any other status means the task is back with the team.
    ...(to === "waiting" ? { holder: holder || "client", reason } : { holder: "team" }),
    updated_at: task.updated_at,
  })
  if (!body.success) return { errors: {}, problem: INVALID_CHANGE }
  return change(id, (token) =>
    callRoute(routes, "POST /provider/service-requests/:id/tasks/:task_id", {
      params: { id, task_id: task.id },
      body: body.data,
      token,
    })
  )
}
