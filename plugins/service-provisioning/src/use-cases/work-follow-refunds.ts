import { registerWorkHandler, WorkFailure } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { followOrder } from "./follow-order"
import { FOLLOW_REFUNDS } from "../domain/work-kinds"

registerWorkHandler(FOLLOW_REFUNDS, async ({ order_id: orderId }, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { settled } = await knex.transaction((trx) => followOrder(trx, orderId))
  // What is booked is followed and kept; the rest comes when core has booked it.
  if (!settled) throw new WorkFailure("A refund of the order is not in its transactions yet")
})
