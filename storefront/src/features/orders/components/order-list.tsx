import { formatMoney } from "@atrium/kernel"
import Link from "next/link"

import { LocalTime } from "@/lib/ui/local-time"
import { Badge, ButtonLink, EmptyState } from "@/lib/ui"

import type { OrderView } from "../queries"

/** Lists the customer's orders, or explains what will appear here. */
export const OrderList = ({ orders, locale }: { orders: readonly OrderView[]; locale: string }) => {
  if (orders.length === 0)
    return (
      <EmptyState
        title="Your orders will appear here"
        action={<ButtonLink href="/#services">Find a service</ButtonLink>}
      >
        Each purchase you make while signed in, with the services and what you paid.
      </EmptyState>
    )
  return (
    <ul className="border-b border-line">
      {orders.map((order) => (
        <li
          key={order.id}
          className="grid grid-cols-[1fr_auto] items-center gap-x-8 gap-y-1 border-t border-line py-4 sm:grid-cols-[11rem_1fr_auto_7rem]"
        >
          <Link
            href={`/account/orders/${order.id}`}
            className="figures inline-flex min-h-10 items-center font-medium underline underline-offset-4"
          >
            {order.reference}
          </Link>
          <span className="order-3 text-sm text-ink-soft sm:order-none">
            <LocalTime at={order.date} locale={locale} />
          </span>
          <Badge className="order-4 justify-self-end sm:order-none">{order.status_label}</Badge>
          <span className="figures order-2 text-right sm:order-none">
            {formatMoney(order.total, order.currency_code, locale)}
          </span>
        </li>
      ))}
    </ul>
  )
}
