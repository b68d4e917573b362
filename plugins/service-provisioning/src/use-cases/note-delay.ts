import { gatewayStateOf } from "@atrium/payments/use-cases"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { findPurchaseOfSession, updatePurchase } from "../data/purchases"

/**
 * Notes that a purchase's payment is with the bank, which may take days. Its cart is then no longer the one that a customer
 * continues, and the person's data stays until the bank has decided. Does nothing once it has.
 */
export const noteDelay = async (container: MedusaContainer, sessionId: string): Promise<void> => {
  const knex = knexOf(container)
  const purchase = await findPurchaseOfSession(knex, sessionId)
  if (!purchase || purchase.order_id !== null || purchase.status === "processing") return
  const session = await container.resolve(Modules.PAYMENT).retrievePaymentSession(sessionId)
  if ((await gatewayStateOf(container, session)).state !== "processing") return
  await updatePurchase(knex, purchase.id, { status: "processing", last_error_code: null })
}
