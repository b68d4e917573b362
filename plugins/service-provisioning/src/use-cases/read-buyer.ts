import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { contactsOfOrders } from "../data/core/order-contact"

/** The name that the buyer of an order gave in the purchase form. */
export const nameOfBuyer = async (container: MedusaContainer, orderId: string): Promise<string | null> => {
  const [contact] = await contactsOfOrders(knexOf(container), [orderId])
  return contact?.customer?.full_name ?? null
}
