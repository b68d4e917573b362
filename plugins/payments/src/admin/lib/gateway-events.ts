import { callRoute, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { GatewayEventQuery } from "../../contracts/gateway-events"
import { routes } from "../../contracts/routes"

/** A page of gateway events, refreshed every ten seconds. */
export const useGatewayEvents = (query: z.input<typeof GatewayEventQuery>) =>
  useRoute(routes, "GET /admin/gateway-events", { query }, { refreshMs: 10_000 })

export const useRetryEvent = () =>
  useChange({
    send: (id: string) => callRoute(routes, "POST /admin/gateway-events/:id/retry", { params: { id } }),
    refresh: ["gateway-events"],
    done: "Event queued to be processed again",
    failed: "The event was not queued",
  })
