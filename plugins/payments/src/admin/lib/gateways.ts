import { callRoute, useChange, useRoute } from "@atrium/admin-kit"

import type { GatewayView } from "../../contracts/gateways"
import { routes } from "../../contracts/routes"

/** The gateways with the state of their events, refreshed every 30 seconds. */
export const useGateways = () => useRoute(routes, "GET /admin/gateways", {}, { refreshMs: 30_000 })

export const useTestGateway = (id: string) =>
  useChange({
    send: () => callRoute(routes, "POST /admin/gateways/:id/test", { params: { id } }),
    refresh: [],
    failed: "The gateway was not tested",
  })

/** "India (default), Europe". */
export const regionsOf = ({ regions }: GatewayView): string =>
  regions.map(({ name, is_default: isDefault }) => (isDefault ? `${name} (default)` : name)).join(", ")

/** The events that exist, by state: "12 processed, 1 failed". */
export const eventsOf = ({ events }: GatewayView): string =>
  [
    [events.received, "waiting"],
    [events.processed, "processed"],
    [events.ignored, "ignored"],
    [events.failed, "retrying"],
    [events.dead, "failed"],
  ]
    .flatMap(([count, word]) => (count ? [`${count} ${word}`] : []))
    .join(", ")
