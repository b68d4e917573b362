import { handle } from "@atrium/server"

import { routes } from "../../../contracts/routes"
import { listSandboxEvents } from "../../../use-cases/use-sandbox-gateway"

export const GET = handle(routes, "GET /sandbox-gateway/events", async ({ query, scope }) => {
  const events = await listSandboxEvents(scope, query.payment_intent_id)
  return { events, count: events.length }
})
