import { recordShopEvent } from "@atrium/analytics/use-cases"
import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { gatewayStateOf } from "@atrium/payments/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { consentedTo } from "../contracts/purchases"
import { findPurchaseOfSession, updatePurchase } from "../data/purchases"
import { paymentFailedMail } from "../mail/payment-failed"

/** Hours in which a purchase can be paid otherwise after its bank declined days later; it would have expired long before. */
const REOPENED_HOURS = 72

type Failed = { readonly session_id: string; readonly attempt?: string | undefined }

/**
 * Emails the shopper of an open purchase whose payment failed, unless it was paid meanwhile. One email per session; one per
 * attempt where the bank declines days later, and the purchase can then be paid again for some days.
 */
export const notifyPaymentFailed = async (
  container: MedusaContainer,
  { session_id: sessionId, attempt }: Failed
): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const purchase = await findPurchaseOfSession(knex, sessionId)
  if (!purchase || purchase.order_id !== null || !purchase.expires_at) return
  const now = clock.now()
  if (purchase.expires_at <= now && !attempt) return
  const session = await container.resolve(Modules.PAYMENT).retrievePaymentSession(sessionId)
  const { state, errorCode } = await gatewayStateOf(container, session)
  // A later attempt is explained when it fails.
  if (state === "processing" && attempt) return
  if (state === "processing") throw new Error("The bank has not decided about another attempt yet")
  if (state !== "failed") return
  if (attempt)
    await updatePurchase(knex, purchase.id, {
      status: "failed",
      last_error_code: errorCode ?? null,
      expires_at: new Date(Math.max(purchase.expires_at.getTime(), now.getTime() + REOPENED_HOURS * 3_600_000)),
    })
  if (consentedTo(purchase.consent, "analytics"))
    await recordShopEvent(container, { name: "payment_failed", key: attempt ?? sessionId, properties: {} })
  const mail = paymentFailedMail({ sessionId, attempt }, purchase)
  if (mail) await knex.transaction((trx) => requestMail(trx, [mail]))
}
