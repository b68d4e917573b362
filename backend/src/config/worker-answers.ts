import { subscribe } from "node:diagnostics_channel"
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http"

import { currentRequestId, errorBody, mapError, requestIdFrom } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { metricsAnswer, type OperatorAnswer, readyAnswer } from "./operator-answers"

type Answer = (container: MedusaContainer, request: IncomingMessage) => Promise<OperatorAnswer>

const ANSWERS: Readonly<Record<string, Answer>> = {
  "/ready": (container) => readyAnswer(container),
  "/metrics": (_container, request) => metricsAnswer(request),
}

const failed = (error: unknown): OperatorAnswer => {
  const mapped = mapError(error)
  const body = errorBody(mapped, currentRequestId() ?? requestIdFrom(undefined))
  return {
    status: mapped.definition.status,
    type: "application/json; charset=utf-8",
    body: JSON.stringify(body),
  }
}

// The server has no route for these paths and is about to answer 404: answers instead.
const answerInstead = (response: ServerResponse, answer: () => Promise<OperatorAnswer>): void => {
  const end = response.end.bind(response) as (body: string) => ServerResponse
  response.end = (() => {
    answer()
      .catch(failed)
      .then(({ status, type, body }) => {
        response.statusCode = status
        response.statusMessage = STATUS_CODES[status] ?? ""
        response.setHeader("Content-Type", type)
        response.setHeader("Content-Length", Buffer.byteLength(body))
        response.setHeader("Cache-Control", "no-store")
        end(body)
      })
      .catch((error: Error) => response.destroy(error))
    return response
  }) as typeof response.end
}

/**
 * A Medusa worker has no routes except `/health`. These two show whether it can work, and the metrics of its work, which
 * only exist in its process. Node publishes every request on a diagnostics channel, so nothing in core is patched.
 */
export const answerOperatorsInWorker = (container: MedusaContainer): void =>
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const answer = ANSWERS[(request.url ?? "/").split("?")[0] ?? "/"]
    if (answer && request.method === "GET") answerInstead(response, () => answer(container, request))
  })
