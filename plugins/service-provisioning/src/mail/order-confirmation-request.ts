import type { MailToRequest } from "@atrium/notifications/contracts"
import { mailOf } from "@atrium/notifications/workflows"
import { env } from "@atrium/server"

import { SERVICE_REQUEST_STATUS_WORDS } from "../contracts/statuses"
import type { Buyer } from "../domain/request-facts"
import { sumAmounts } from "../domain/units-bought"
import type { ProvisionedRow } from "../data/provisioned-units"
import { orderConfirmationTemplate, type OrderConfirmationProps } from "./order-confirmation"

type Confirmed = {
  /** What makes it one email, however often it is asked for. */
  readonly event: string
  readonly displayId: number
  readonly buyer: Pick<Buyer, "name" | "email">
  readonly requests: readonly ProvisionedRow[]
  /** Lines that are no services; amounts are decimal text in major units. */
  readonly goods: readonly { readonly title: string; readonly quantity: number; readonly amount: string }[]
  /** What was paid for the whole order, decimal text in major units. */
  readonly amount: string
  readonly currencyCode: string
}

/** What was paid beyond the lines: shipping, and the cents that rounding left over are not worth a line. */
const shippingOf = (paid: number, lines: readonly { readonly amount: number }[]): number => {
  const rest = paid - lines.reduce((sum, line) => sum + line.amount, 0)
  return rest >= 0.01 ? Math.round(rest * 100) / 100 : 0
}

/** Where anybody with a reference number follows it; the number goes behind a slash. */
export const trackingUrl = (): string => `${env().ATRIUM_STOREFRONT_URL}/track`

const linesOf = (requests: readonly ProvisionedRow[]): OrderConfirmationProps["lines"] => {
  const lines = new Map<string, ProvisionedRow[]>()
  for (const request of requests)
    lines.set(request.order_line_item_id, [...(lines.get(request.order_line_item_id) ?? []), request])
  return [...lines.values()].flatMap((units) => {
    const [first] = units
    if (!first) return []
    return {
      service: first.service_title,
      tier: first.tier_title,
      quantity: units.length,
      amount: Number(
        sumAmounts(
          units.map((unit) => unit.payment_amount),
          first.currency_code
        )
      ),
      references: units.map((unit) => unit.reference_number),
    }
  })
}

/** The confirmation of an order, with the reference number of every unit it holds. */
export const orderConfirmationMail = (confirmed: Confirmed): MailToRequest => {
  const { event, displayId, buyer, requests, amount, currencyCode } = confirmed
  const hours = Math.max(1, ...requests.map((request) => request.estimated_contact_hours))
  const lines = linesOf(requests)
  const goods = confirmed.goods.map((line) => ({ ...line, amount: Number(line.amount) }))
  return mailOf(orderConfirmationTemplate, {
    event,
    to: buyer.email,
    props: {
      customer_name: buyer.name,
      order_number: `#${displayId}`,
      lines,
      goods,
      shipping: shippingOf(Number(amount), [...lines, ...goods]),
      amount: Number(amount),
      currency_code: currencyCode,
      estimated_contact_hours: hours,
      next_steps: [
        SERVICE_REQUEST_STATUS_WORDS.pending_contact.next_step,
        SERVICE_REQUEST_STATUS_WORDS.team_assigned.next_step,
        SERVICE_REQUEST_STATUS_WORDS.in_progress.next_step,
      ],
      tracking_url: trackingUrl(),
    },
  })
}
