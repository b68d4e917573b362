import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { gatewayStateOf } from "@atrium/payments/workflows"
import { registerWorkHandler } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { paymentFailedMail } from "../mail/payment-failed-request"
import { findPurchaseOfSession } from "../data/purchases"
import { NOTIFY_PAYMENT_FAILED } from "../domain/work-kinds"

// The key is the payment session: however often a card is refused in it, one email is sent. Another payment method is
// another session.
registerWorkHandler(NOTIFY_PAYMENT_FAILED, async ({ session_id }, { container }) => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const purchase = await findPurchaseOfSession(knex, session_id)
  const open = purchase && purchase.order_id === null && purchase.expires_at && purchase.expires_at > clock.now()
  if (!open) return
  const session = await container.resolve(Modules.PAYMENT).retrievePaymentSession(session_id)
  const { state } = await gatewayStateOf(container, session)
  if (state === "processing") throw new Error("The bank has not decided about another attempt yet")
  if (state !== "failed") return
  const mail = paymentFailedMail(session_id, purchase)
  if (mail) await knex.transaction((trx) => requestMail(trx, [mail]))
})
