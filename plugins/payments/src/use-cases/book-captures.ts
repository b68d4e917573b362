import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { findUnbookedCaptures } from "../data/core/unbooked-captures"
import type { EventsOfOneJob } from "./grouped-events"

/** Adds what was taken to the transactions of the payment's order, each capture once, as core's workflows do. */
export const bookCaptures = async (
  container: MedusaContainer,
  paymentId: string,
  events: EventsOfOneJob
): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const captures = await findUnbookedCaptures(knex, paymentId)
  if (captures.length === 0) return
  await container.resolve(Modules.ORDER).addOrderTransactions(
    captures.map(({ id, raw_amount, currency_code, order_id }) => ({
      order_id,
      amount: raw_amount,
      currency_code,
      reference: "capture",
      reference_id: id,
    })),
    events.context()
  )
}
