import { Fact, formatAmount, formatDate, formatMoment, NONE, Section } from "@atrium/admin-kit"
import { Link } from "react-router-dom"

import type { ServiceRequestDetailOut } from "../../contracts/service-requests"
import { PAYMENT_LABELS } from "../lib/statuses"

/** The customer, what they need, and when it is due. */
export const CustomerSection = ({ request }: { request: ServiceRequestDetailOut }) => (
  <Section title="Customer">
    <Fact label="Name">{request.customer_name}</Fact>
    <Fact label="Email">
      <a className="text-ui-fg-interactive" href={`mailto:${request.customer_email}`}>
        {request.customer_email}
      </a>
    </Fact>
    <Fact label="Phone">
      <a className="text-ui-fg-interactive" href={`tel:${request.customer_phone}`}>
        {request.customer_phone}
      </a>
    </Fact>
    <Fact label="Requirements">{request.requirements || NONE}</Fact>
    <Fact label="Due">{formatDate(request.due_at)}</Fact>
  </Section>
)

/** Payment and refunds. */
export const PurchaseSection = ({ request }: { request: ServiceRequestDetailOut }) => (
  <Section title="Purchase">
    <Fact label="Payment">{PAYMENT_LABELS[request.payment.status]}</Fact>
    <Fact label="Amount">{formatAmount(request.payment.amount, request.payment.currency_code)}</Fact>
    <Fact label="Paid">{formatMoment(request.payment.paid_at)}</Fact>
    {request.payment.refunded_amount > 0 && (
      <Fact label="Refunded">
        {formatAmount(request.payment.refunded_amount, request.payment.currency_code)},{" "}
        {formatMoment(request.payment.refunded_at)}
      </Fact>
    )}
    <Fact label="Affiliate">{request.affiliate?.code ?? NONE}</Fact>
    <Fact label="Order">
      <Link className="text-ui-fg-interactive" to={`/orders/${request.order_id}`}>
        View order
      </Link>
    </Fact>
  </Section>
)
