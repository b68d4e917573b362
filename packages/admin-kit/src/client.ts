import { type CallInput, createClient, failureOf, isApiError, type PlainRequest } from "@atrium/client"
import type { RouteResult, TypedRouteTable } from "@atrium/kernel"
import type { z } from "zod"

// Admin and its API share one origin, and therefore the session cookie.
const client = createClient({ baseUrl: "", credentials: "same-origin", timeoutMs: 30_000 })

/**
 * Calls a route from a plugin's route table as the signed-in user. Returns the response, validated by the table's schema.
 * @throws ApiError if the API refuses the call or doesn't respond
 */
export const callRoute = async <T, K extends keyof T & string>(
  table: TypedRouteTable<T>,
  key: K,
  input: CallInput<T[K]>
): Promise<RouteResult<T[K]>> => (await client.call(table, key, input)).data

/** Calls one of Medusa's own routes. `response` is the schema of the fields that are used. Throws as `callRoute` does. */
export const callMedusa = async <S extends z.ZodType>(request: PlainRequest<S>): Promise<z.output<S>> =>
  (await client.request(request)).data

/** What went wrong and what to do about it. */
export const messageOf = (error: unknown): string => {
  const { message, suggestedAction } = failureOf(error)
  return suggestedAction && !message.includes(suggestedAction) ? `${message} ${suggestedAction}` : message
}

/** Whether the user's role doesn't allow the call, in which case trying again doesn't help. */
export const isForbidden = (error: unknown): boolean => isApiError(error) && error.status === 403
