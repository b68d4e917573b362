import type { Actor } from "@atrium/kernel"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { TrackAnalytics } from "../contracts/analytics-events"

/**
 * Hands events to Medusa's analytics module, whichever service it uses. Runs in the background and only logs
 * failures, so that shoppers never wait for it.
 */
export const trackAnalytics = (
  container: MedusaContainer,
  input: { events: TrackAnalytics["events"]; actor: Actor }
): void => {
  const analytics = container.resolve(Modules.ANALYTICS)
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const actorId = input.actor.type === "customer" ? input.actor.id : null
  const tracked = input.events.map((event) =>
    analytics.track({
      event: event.name,
      ...(actorId ? { actor_id: actorId } : {}),
      properties: {
        ...event.properties,
        ...(event.service_id ? { service_id: event.service_id } : {}),
        occurred_at: event.occurred_at,
      },
    })
  )
  Promise.all(tracked).catch((error: Error) => logger.error("Analytics events could not be sent", error))
}
