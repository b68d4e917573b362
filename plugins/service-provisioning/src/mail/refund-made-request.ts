import { toMajorNumber } from "@atrium/kernel"
import type { MailToRequest } from "@atrium/notifications/contracts"
import { mailOf } from "@atrium/notifications/workflows"

import { roundedMinorUnits } from "../domain/decimal-amount"
import type { ServiceRequestRow } from "../data/service-requests"
import { trackingUrl } from "./order-confirmation-request"
import { refundMadeTemplate } from "./refund-made"

type Refunded = {
  readonly display_id: number
  readonly currency_code: string
  readonly refunds: readonly { readonly id: string; readonly amount: string }[]
}

type Told = Pick<
  ServiceRequestRow,
  "reference_number" | "service_title" | "tier_title" | "customer_name" | "customer_email"
>

/** One mail for each refund an order ever had: the refund's id makes it one, however often they are asked for. */
export const refundMadeMails = (order: Refunded, requests: readonly Told[]): MailToRequest[] => {
  const [buyer] = requests
  if (!buyer) return []
  return order.refunds.map((refund) =>
    mailOf(refundMadeTemplate, {
      event: `refund:${refund.id}`,
      to: buyer.customer_email,
      props: {
        customer_name: buyer.customer_name,
        order_number: `#${order.display_id}`,
        // The rest of a payment may be booked finer than the currency; the gateway refunded it rounded once.
        amount: toMajorNumber(roundedMinorUnits(refund.amount, order.currency_code), order.currency_code),
        currency_code: order.currency_code,
        services: requests.map((request) => ({
          service: request.service_title,
          tier: request.tier_title,
          reference_number: request.reference_number,
        })),
        tracking_url: trackingUrl(),
      },
    })
  )
}
