import type { MedusaContainer } from "@medusajs/framework/types"

import { numberOrders } from "../use-cases"

/** Every night: Medusa continues after a migration script that failed, so that the script alone proves nothing. */
export default async function giveOrdersTheirReferences(container: MedusaContainer): Promise<void> {
  await numberOrders(container)
}

export const config = { name: "reference-tracking-number-orders", schedule: "41 3 * * *" }
