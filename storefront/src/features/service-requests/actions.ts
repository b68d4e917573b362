"use server"

import { intakeErrors, routes } from "@atrium/service-provisioning/contracts"
import { revalidatePath } from "next/cache"

import { requireCustomer } from "@/features/auth/queries"
import { askedQuestions } from "@/features/purchase/form"
import { callRoute, failureOf, isApiError } from "@/lib/medusa"

import { answersFromForm } from "./intake-answers"
import { findRequest, questionsOf } from "./queries"
import { removeFormFile, sendFormFiles } from "./request-files"

export type RequestFormState = { errors: Record<string, string>; problem?: string; done?: true }

const page = (id: string) => `/account/requests/${encodeURIComponent(id)}`

const errorState = (error: unknown): RequestFormState => {
  if (!isApiError(error)) throw error
  const { message, suggestedAction, details } = failureOf(error)
  const errors = Object.fromEntries(
    Object.entries(details).map(([path, text]) => [path.replace(/^intake\./, ""), text])
  )
  return { errors, problem: [message, suggestedAction].filter(Boolean).join(" ") }
}

/** Marks one of the customer's tasks as done. */
export const completeTask = async (
  requestId: string,
  taskId: string,
  _state: RequestFormState,
  _form: FormData
): Promise<RequestFormState> => {
  const { token } = await requireCustomer(page(requestId))
  try {
    await callRoute(routes, "POST /store/customers/me/service-requests/:id/tasks/:task_id/complete", {
      params: { id: requestId, task_id: taskId },
      token,
    })
  } catch (error) {
    return errorState(error)
  }
  revalidatePath(page(requestId))
  return { errors: {}, done: true }
}

/** Saves answers left open at the purchase. Validated against the request's questions here and again by the backend. */
export const answerQuestions = async (
  requestId: string,
  _state: RequestFormState,
  form: FormData
): Promise<RequestFormState> => {
  const { token } = await requireCustomer(page(requestId))
  try {
    const request = await findRequest(token, requestId)
    if (!request) return { errors: {}, problem: "This request no longer exists." }
    const questions = questionsOf(request)
    if (await removeFormFile(token, requestId, form)) {
      revalidatePath(page(requestId))
      return { errors: {} }
    }
    const refused = await sendFormFiles(token, requestId, form, questions)
    const entered = answersFromForm(form, questions)
    const all = { ...request.intake.answers, ...entered }
    const asked = askedQuestions(questions, all)
    const answers = Object.fromEntries(
      Object.entries(entered).filter(([id]) => asked.some((question) => question.id === id))
    )
    const given = Object.fromEntries(Object.entries(all).filter(([id]) => asked.some((question) => question.id === id)))
    const errors = { ...intakeErrors(asked, given), ...refused }
    if (Object.keys(errors).length > 0) return { errors }
    await callRoute(routes, "POST /store/customers/me/service-requests/:id/intake", {
      params: { id: requestId },
      body: { intake: answers },
      token,
    })
  } catch (error) {
    return errorState(error)
  }
  revalidatePath(page(requestId))
  return { errors: {}, done: true }
}
