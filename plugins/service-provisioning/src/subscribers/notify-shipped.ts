import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { orderShippedWork } from "../domain/work-kinds"

const ShipmentCreated = z.object({ id: z.string(), no_notification: z.boolean().nullish() })

/**
 * Staff marked a fulfillment as shipped: its buyer gets an email, unless staff chose not to send one. Core stores that choice
 * nowhere but in the event, so no reconciler can find a shipment whose event was lost.
 */
export default async function notifyShipped({ event, container }: SubscriberArgs<unknown>): Promise<void> {
  const { id, no_notification: silent } = ShipmentCreated.parse(event.data)
  if (!silent)
    await enqueueWork(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), [orderShippedWork(id)])
}

export const config: SubscriberConfig = {
  event: "shipment.created",
  context: { subscriberId: "service-provisioning.notify-shipped" },
}
