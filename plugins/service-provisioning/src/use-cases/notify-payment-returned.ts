import { requestMail } from "@atrium/notifications/tx"
import { availableGateways } from "@atrium/payments/use-cases"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"

import { findPurchaseOfCollection, updatePurchase } from "../data/purchases"
import { paymentReturnedMail } from "../mail/payment-returned"

type Returned = { readonly session_id: string; readonly reason: "already_paid" | "set_aside" | "refused" }

/** Emails the shopper that a payment was returned, and why. One email per payment session; none outside purchases. */
export const notifyPaymentReturned = async (
  container: MedusaContainer,
  { session_id, reason }: Returned
): Promise<void> => {
  const knex = knexOf(container)
  const [session] = await container.resolve(Modules.PAYMENT).listPaymentSessions({ id: [session_id] })
  const purchase = session && (await findPurchaseOfCollection(knex, session.payment_collection_id))
  if (!session || !purchase) return
  // No bank has it any more.
  if (reason === "refused" && purchase.status === "processing")
    await updatePurchase(knex, purchase.id, { status: "failed" })
  const gateway = availableGateways().find(({ providerId }) => providerId === session.provider_id)
  const mail = paymentReturnedMail(
    { id: session.id, amount: MathBN.convert(session.amount).toNumber(), currency_code: session.currency_code },
    gateway?.label ?? "the payment provider",
    reason,
    purchase
  )
  if (mail) await knex.transaction((trx) => requestMail(trx, [mail]))
}
