import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { readOrderDocuments } from "../../../../../use-cases/open-order-documents"

export const GET = handle(routes, "GET /store/orders/:id/documents", async ({ scope, params, query, actor, res }) => {
  res.setHeader("cache-control", "private, no-store")
  const customerId = actor.type === "customer" ? (actor.id ?? undefined) : undefined
  return { documents: await readOrderDocuments(scope, params.id, { customerId, token: query.token }) }
})
