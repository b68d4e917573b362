import { callRoute, formatMoment, useChange, useRoute } from "@atrium/admin-kit"

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

/** Makes the gateway the default of one of its regions. */
export const useMakeDefault = (id: string) =>
  useChange({
    send: (region_id: string) =>
      callRoute(routes, "POST /admin/gateways/:id/default", { params: { id }, body: { region_id } }),
    refresh: ["gateways"],
    done: "Default gateway changed",
    failed: "The default gateway was not changed",
  })

/** "India (default), Europe". */
export const regionsOf = ({ regions }: GatewayView): string =>
  regions.map(({ name, is_default: isDefault }) => (isDefault ? `${name} (default)` : name)).join(", ")

/** Whether the shop calls it now, in words: "Not called since 10:12". */
export const breakerOf = ({ breaker }: GatewayView): string | null => {
  if (!breaker) return null
  const since = breaker.since ? ` since ${formatMoment(breaker.since)}` : ""
  switch (breaker.state) {
    case "closed":
      return breaker.since ? `Responding${since}` : "No failures"
    case "open":
      return `Down${since}: calls fail at once, and one call tries again after 10 seconds`
    case "half_open":
      return `Down, being tried again${since}`
  }
}

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
