import type { IncomingMessage } from "node:http"

import { formattingLocale } from "@atrium/kernel"
import { type EarlyAnswer, pageErrors } from "@atrium/server"

import { ListServices, PricePlace } from "../../../contracts/catalogue"
import { answerAtOnce, type CatalogueRequest } from "../../../use-cases/browse-catalogue"
import { plainQuery } from "./plain-query"
import { CACHE_HEADERS } from "./visitor"

/** The paths of the two routes, spelled as their contracts have them. */
const PATH = /^\/store\/services(?:\/([a-z0-9]+(?:[-_][a-z0-9]+)*))?$/
const MAX_HANDLE_LENGTH = 200
/** The limit of rows that applies to all routes under /store. */
const MAX_ROWS = 100

const requestOf = (url: string, handle: string | undefined, search: string): CatalogueRequest | undefined => {
  const query = plainQuery(search)
  if (!query || Object.keys(pageErrors(query, MAX_ROWS)).length) return undefined
  if (handle === undefined) {
    const list = ListServices.safeParse(query)
    return list.success ? { url, list: list.data } : undefined
  }
  const place = PricePlace.safeParse(query)
  return place.success && handle.length <= MAX_HANDLE_LENGTH ? { url, handle, place: place.data } : undefined
}

const keyOf = ({ headers }: IncomingMessage): string | undefined => {
  const key = headers["x-publishable-api-key"]
  return typeof key === "string" ? key : undefined
}

/**
 * Answers requests of the two catalog routes before Medusa sees them, from cached responses (`browse-catalogue.ts`).
 * Requests that must be refused are left to the routes: an error here only ends the attempt.
 */
export const answerEarly = (request: IncomingMessage, url: string): EarlyAnswer | undefined => {
  const cut = url.indexOf("?")
  const [path, search] = cut < 0 ? [url, ""] : [url.slice(0, cut), url.slice(cut + 1)]
  const match = PATH.exec(path)
  const key = keyOf(request)
  if (!match || key === undefined) return undefined
  const [, handle] = match
  const locale = formattingLocale(request.headers["accept-language"])
  const answer = answerAtOnce({ key, locale }, url, () => requestOf(url, handle, search))
  const route = handle === undefined ? "/store/services" : "/store/services/:handle"
  return answer && { route, rateLimit: "browse", answer, headers: CACHE_HEADERS }
}
