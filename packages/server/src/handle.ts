import type { Actor, RouteAnswer, RouteInput, TypedRouteTable } from "@atrium/kernel"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"

import { actorOf } from "./actor"
import { checkedRequest } from "./validate"

/** A request that passed its row: what it sent, who sent it, and where the application's parts are. */
export type Call<R> = RouteInput<R> & {
  readonly actor: Actor
  readonly scope: MedusaContainer
  readonly req: MedusaRequest
  /** For another status than 200 and for headers; the handler's answer is sent by `handle`. */
  readonly res: MedusaResponse
}

/**
 * The handler of a route: it gets what the row's schemas accepted and returns what the row promises, both typed.
 * A handler that answers with something else than JSON sends it itself and returns nothing.
 *
 * @example
 * export const GET = handle(routes, "GET /admin/gateway-events", ({ query, scope }) => listGatewayEvents(scope, query))
 */
export const handle = <T, K extends keyof T>(
  _table: TypedRouteTable<T>,
  key: K,
  answer: (call: Call<T[K]>) => Promise<RouteAnswer<T[K]> | undefined> | RouteAnswer<T[K]> | undefined
) => {
  const handler = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
    // The row's middleware checked exactly this; types cannot follow it through Express.
    const input = checkedRequest(req) as RouteInput<T[K]>
    const body = await answer({ ...input, actor: actorOf(req), scope: req.scope, req, res })
    if (body !== undefined && !res.headersSent) res.json(body)
  }
  // Named as one written by hand is: what reads the running router distinguishes handlers from middleware by it.
  return Object.defineProperty(handler, "name", { value: String(key).split(" ")[0] })
}
