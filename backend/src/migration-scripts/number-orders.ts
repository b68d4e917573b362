import { numberOrders } from "@atrium/reference-tracking/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

/** Run once by `medusa db:migrate`: orders of earlier releases get their reference. What fails is repeated each night. */
export default async function giveOrdersTheirReferences({ container }: { container: MedusaContainer }): Promise<void> {
  await numberOrders(container)
}
