import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { paymentErrors } from "../contracts/errors"
import { findSessionsOfCart } from "../data/core/order-payments"
import { availableGateways, gatewayStateOf } from "./find-gateway"

/**
 * Refuses while a bank has days to decide about a payment for this cart: a changed cart would lose the payment, and another
 * one would charge the shopper twice. Costs nothing where no gateway is like that.
 * @throws payment_processing, already_paid, and the gateway's failure when it can't be asked
 */
export const refuseWhileProcessing = async (container: MedusaContainer, cartId: string): Promise<void> => {
  const delayed = availableGateways().flatMap((gateway) => (gateway.delayed ? [gateway.providerId] : []))
  if (delayed.length === 0) return
  const sessions = await findSessionsOfCart(knexOf(container), cartId)
  for (const session of sessions.filter((one) => delayed.includes(one.provider_id) && one.status !== "canceled")) {
    const { state } = await gatewayStateOf(container, session)
    if (state === "processing") throw paymentErrors.fail("payment_processing")
    // Its order is being made.
    if (state === "captured") throw paymentErrors.fail("already_paid")
  }
}
