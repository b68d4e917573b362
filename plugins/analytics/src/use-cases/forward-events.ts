import { env, knexOf } from "@atrium/server"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { claimWaiting, settleClaimed, type WaitingEvent } from "../data/forwarding"

/** As Medusa's analytics module takes it. A purchase has no visit, so each is an actor of its own. */
const trackedOf = ({ id, name, occurred_at, visit_id, service_id, properties }: WaitingEvent) => ({
  event: name,
  actor_id: visit_id ?? id,
  properties: {
    ...properties,
    ...(service_id ? { service_id } : {}),
    event_id: id,
    occurred_at: occurred_at.toISOString(),
  },
})

/**
 * Sends every event that waits through Medusa's analytics module, the oldest first. What the service doesn't accept is
 * released, and the work fails so that it is tried again. An event can be sent twice, with the same id.
 */
export const forwardEvents = async (container: MedusaContainer, signal: AbortSignal): Promise<void> => {
  if (!env().posthog) return
  const knex = knexOf(container)
  const analytics = container.resolve(Modules.ANALYTICS)
  for (;;) {
    signal.throwIfAborted()
    const events = await claimWaiting(knex)
    if (events.length === 0) return
    const results = await Promise.allSettled(events.map((event) => analytics.track(trackedOf(event))))
    const idsOf = (status: "fulfilled" | "rejected") =>
      events.filter((_, at) => results[at]?.status === status).map(({ id }) => id)
    await settleClaimed(knex, idsOf("fulfilled"), "sent")
    await settleClaimed(knex, idsOf("rejected"), "waiting")
    const failed = results.find((result) => result.status === "rejected")
    if (failed) throw new WorkFailure("The analytics service does not accept events", { cause: failed.reason })
  }
}
