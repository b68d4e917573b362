import { type CallInput, createClient, failureOf, isApiError, type PlainRequest } from "@atrium/client"
import type { RouteResult, TypedRouteTable } from "@atrium/kernel"
import type { z } from "zod"

// Admin and its API share one origin, and with it the session's cookie.
const client = createClient({ baseUrl: "", credentials: "same-origin", timeoutMs: 30_000 })

/**
 * Calls a route of a plugin's table as the signed-in member of staff. Returns the answer, checked by the route's row.
 * @throws ApiError for every refusal and for silence
 */
export const callRoute = async <T, K extends keyof T & string>(
  table: TypedRouteTable<T>,
  key: K,
  input: CallInput<T[K]>
): Promise<RouteResult<T[K]>> => (await client.call(table, key, input)).data

/** Calls a route of Medusa's, which has no row: `response` is what of the answer is used. Throws as `callRoute` does. */
export const callMedusa = async <S extends z.ZodType>(request: PlainRequest<S>): Promise<z.output<S>> =>
  (await client.request(request)).data

/** What went wrong, and what to do about it. */
export const messageOf = (error: unknown): string => {
  const { message, suggestedAction } = failureOf(error)
  return suggestedAction && !message.includes(suggestedAction) ? `${message} ${suggestedAction}` : message
}

/** The role of the signed-in person does not permit it: trying again changes nothing. */
export const isForbidden = (error: unknown): boolean => isApiError(error) && error.status === 403
