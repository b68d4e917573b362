import "server-only"
import {
  CustomerServiceRequestDetailOut,
  CustomerServiceRequestOut,
  type IntakeQuestion,
} from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { callShop, isApiError } from "@/lib/medusa"

const RequestList = z.object({ service_requests: z.array(CustomerServiceRequestOut), count: z.number() })
export const RequestAnswer = z.object({ service_request: CustomerServiceRequestDetailOut })

const Question = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(["text", "long_text", "choice", "multi_choice", "date", "number", "file"]),
  required: z.boolean(),
  options: z.array(z.string()).nullish(),
  help: z.string().nullish(),
  show_when: z.object({ question_id: z.string(), equals: z.string() }).nullish(),
})

export type RequestView = CustomerServiceRequestOut
export type RequestDetailView = CustomerServiceRequestDetailOut

const PATH = "/store/customers/me/service-requests"

export const requestPath = (id: string) => `${PATH}/${encodeURIComponent(id)}`

/** The customer's own requests, newest first. */
export const listRequests = async (token: string, offset = 0): Promise<{ requests: RequestView[]; count: number }> => {
  const { data } = await callShop({ path: PATH, query: { limit: 20, offset }, response: RequestList, token })
  return { requests: data.service_requests, count: data.count }
}

/** One of the customer's own requests; undefined when there is none, or it is somebody else's. */
export const findRequest = async (token: string, id: string): Promise<RequestDetailView | undefined> => {
  try {
    return (await callShop({ path: requestPath(id), response: RequestAnswer, token })).data.service_request
  } catch (error) {
    if (isApiError(error) && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
}

/** The request's questions as the version it was bought with asks them. */
export const questionsOf = (request: Pick<RequestDetailView, "intake">): IntakeQuestion[] =>
  request.intake.questions.flatMap((question) => {
    const parsed = Question.safeParse(question)
    return parsed.success ? [parsed.data] : []
  })
