import type { MailToRequest } from "@atrium/notifications/contracts"
import { mailOf } from "@atrium/notifications/workflows"
import { env } from "@atrium/server"

import type { PurchaseRow } from "../data/purchases"
import { paymentFailedTemplate } from "./payment-failed"

/** One email for each payment session that failed; null when the purchase lacks what it needs. */
export const paymentFailedMail = (
  sessionId: string,
  { id, customer, items, amount, currency_code: currency }: PurchaseRow
): MailToRequest | null => {
  if (!customer?.email || amount === null || currency === null) return null
  return mailOf(paymentFailedTemplate, {
    event: `payment-failed:${sessionId}`,
    to: customer.email,
    props: {
      services: items.flatMap(({ service, tier }) => (service && tier ? [`${service} – ${tier}`] : [])),
      amount: Number(amount),
      currency_code: currency,
      resume_url: `${env().ATRIUM_STOREFRONT_URL}/purchase/${id}`,
    },
  })
}
