import type { Actor, RouteAnswer, RouteInput, TypedRouteTable } from "@atrium/kernel"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"

import { actorOf } from "./actor"
import { checkedRequest } from "./validate"

/** A validated request: its input, its sender, and the container. */
export type Call<R> = RouteInput<R> & {
  readonly actor: Actor
  readonly scope: MedusaContainer
  readonly req: MedusaRequest
  /** To set headers or a status other than 200; `handle` sends the returned body. */
  readonly res: MedusaResponse
}

/**
 * The handler of a route. It receives the input validated by the row's schemas and returns the row's response, both
 * typed. A handler that responds with something other than JSON sends it itself and returns nothing.
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
    // Checked by the row's middleware; the type is lost on the way through Express.
    const input = checkedRequest(req) as RouteInput<T[K]>
    const body = await answer({ ...input, actor: actorOf(req), scope: req.scope, req, res })
    if (body !== undefined && !res.headersSent) res.json(body)
  }
  // Code that inspects the running router recognizes handlers by their name ("GET").
  return Object.defineProperty(handler, "name", { value: String(key).split(" ")[0] })
}
