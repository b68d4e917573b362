"use server"

import { revalidatePath } from "next/cache"

import { callShop, failureOf, isApiError } from "@/lib/medusa"

import { RequestAnswer, requestPath, requireProvider } from "./queries"

export type ActionState = { errors: Record<string, string>; problem?: string; done?: true }

const page = (id: string) => `/provider/requests/${encodeURIComponent(id)}`

const refused = (error: unknown): ActionState => {
  if (!isApiError(error)) throw error
  const { message, suggestedAction, details } = failureOf(error)
  if (Object.keys(details).length) return { errors: details }
  return { errors: {}, problem: [message, suggestedAction].filter(Boolean).join(" ") }
}

/** Asks the shop for one change of a request and shows what became of it. */
const change = async (id: string, path: string, body: Record<string, unknown>): Promise<ActionState> => {
  const { token } = await requireProvider(page(id))
  try {
    await callShop({ method: "POST", path: `${requestPath(id)}${path}`, body, response: RequestAnswer, token })
  } catch (error) {
    // Somebody changed it meanwhile: the reader gets to see how it stands now.
    if (isApiError(error) && error.status === 409) revalidatePath(page(id))
    return refused(error)
  }
  revalidatePath(page(id))
  return { errors: {}, done: true }
}

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
): Promise<ActionState> => change(id, "/status", { status: to, updated_at: seen })

export const addNote = async (id: string, _state: ActionState, form: FormData): Promise<ActionState> => {
  const notes = text(form, "notes")
  if (!notes) return { errors: { notes: "Enter the note" } }
  return change(id, "/status", { notes })
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
  if (to === "waiting" && !reason) return { errors: { reason: "Say what it is waiting for" } }
  return change(id, `/tasks/${encodeURIComponent(task.id)}`, {
    status: to,
    // What was waited for has come: the task is the team's again.
    ...(to === "waiting" ? { holder: holder || "client", reason } : { holder: "team" }),
    updated_at: task.updated_at,
  })
}
