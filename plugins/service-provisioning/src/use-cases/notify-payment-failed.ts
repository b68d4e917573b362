import { recordShopEvent } from "@atrium/analytics/use-cases"
import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { gatewayStateOf } from "@atrium/payments/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { consentedTo } from "../contracts/purchases"
import { findPurchaseOfSession } from "../data/purchases"
import { paymentFailedMail } from "../mail/payment-failed"

/** Emails the shopper of an open purchase whose payment failed, unless it was paid meanwhile. One email per session. */
export const notifyPaymentFailed = async (container: MedusaContainer, sessionId: string): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const purchase = await findPurchaseOfSession(knex, sessionId)
  const open = purchase && purchase.order_id === null && purchase.expires_at && purchase.expires_at > clock.now()
  if (!open) return
  const session = await container.resolve(Modules.PAYMENT).retrievePaymentSession(sessionId)
  const { state } = await gatewayStateOf(container, session)
  if (state === "processing") throw new Error("The bank has not decided about another attempt yet")
  if (state !== "failed") return
  if (consentedTo(purchase.consent, "analytics"))
    await recordShopEvent(container, { name: "payment_failed", key: sessionId, properties: {} })
  const mail = paymentFailedMail(sessionId, purchase)
  if (mail) await knex.transaction((trx) => requestMail(trx, [mail]))
}
