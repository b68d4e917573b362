import "server-only"
import { FileRuleInput } from "@atrium/documents/contracts"
import {
  type CustomerServiceRequestDetailOut,
  type CustomerServiceRequestOut,
  type IntakeQuestion,
  routes,
} from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { callRoute, isApiError } from "@/lib/medusa"
import { cache } from "react"

const Question = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(["text", "long_text", "choice", "multi_choice", "date", "number", "file"]),
  required: z.boolean(),
  options: z.array(z.string()).nullish(),
  help: z.string().nullish(),
  file: FileRuleInput.nullish(),
  show_when: z.object({ question_id: z.string(), equals: z.string() }).nullish(),
})

export type RequestView = CustomerServiceRequestOut
export type RequestDetailView = CustomerServiceRequestDetailOut

/** Returns one page of the customer's requests, newest first. */
export const listRequests = async (token: string, offset = 0): Promise<{ requests: RequestView[]; count: number }> => {
  const query = { limit: 20, offset }
  const { data } = await callRoute(routes, "GET /store/customers/me/service-requests", { query, token })
  return { requests: data.service_requests, count: data.count }
}

/** Returns one of the customer's requests, or undefined when it doesn't exist or belongs to another customer. */
export const findRequest = cache(async (token: string, id: string): Promise<RequestDetailView | undefined> => {
  try {
    const { data } = await callRoute(routes, "GET /store/customers/me/service-requests/:id", { params: { id }, token })
    return data.service_request
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
})

/** Returns the questions of the template version the request was bought with. Unknown question types are skipped. */
export const questionsOf = (request: Pick<RequestDetailView, "intake">): IntakeQuestion[] =>
  request.intake.questions.flatMap((question) => {
    const parsed = Question.safeParse(question)
    return parsed.success ? [parsed.data] : []
  })
