import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { ordersWithMissingRequests } from "../reconcile/paid-orders"
import { provisionPayment } from "./work/kinds"

const BATCH = 500

/**
 * Finds paid orders whose units lack their service request and makes provisioning due again. Returns how many work
 * items that were. What is dead stays dead: an operator decides about it on the Operations page.
 */
export const reconcileProvisioning = async (
  container: MedusaContainer,
  options: { recentOnly: boolean }
): Promise<number> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const orders = await ordersWithMissingRequests(knex, { ...options, limit: BATCH })
  return enqueueWork(knex, orders.map(provisionPayment), { reopenDone: true })
}
