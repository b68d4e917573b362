import { clock } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { startOrderProgress } from "../data/core/order-progress"

/** An order that was placed is in Admin's list at once. A hint; the reconciler finds those without an event. */
export default async function startProgress({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await startOrderProgress(knexOf(container), event.data.id, clock.now())
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "service-provisioning.start-order-progress" },
}
