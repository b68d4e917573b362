import { registerRetention } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

const BATCH = 200

// A payment that was made is never without its cart, whatever became of the order.
const removeAbandonedCarts = async (container: MedusaContainer, before: Date): Promise<number> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for (let removed = 0, kept = 0; ;) {
    const { data } = await query.graph({
      entity: "cart",
      fields: ["id", "payment_collection.payments.id"],
      filters: { completed_at: null, updated_at: { $lt: before } },
      pagination: { take: BATCH, skip: kept, order: { id: "ASC" } },
    })
    const abandoned = data.filter((cart) => !cart.payment_collection?.payments?.length).map(({ id }) => id)
    if (abandoned.length) await container.resolve(Modules.CART).deleteCarts(abandoned)
    removed += abandoned.length
    kept += data.length - abandoned.length
    if (data.length < BATCH) return removed
  }
}

registerRetention("cart", {
  what: "carts that never became an order and hold no payment, with their addresses",
  keptDays: 90,
  why: "shoppers come back to a cart for some weeks",
  remove: removeAbandonedCarts,
})
