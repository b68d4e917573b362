import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findOrder } from "../reconcile/order-payments"
import { isOwnSettlement } from "../workflows/own-work"
import { settlementWork } from "../workflows/settlement-work"

/** An order made by any route, also Medusa's own: taking its money becomes due. A hint; the reconciler needs none. */
export default async function settlePlacedOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  if (await isOwnSettlement(event.data.id)) return
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const order = await findOrder(knex, event.data.id)
  if (order) await enqueueWork(knex, settlementWork(order))
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "payments.settle-placed-order" },
}
