import { formatMoney } from "@atrium/kernel"

import { OrderDocuments } from "@/features/documents/components/order-documents"
import type { OrderDocument } from "@/features/documents/queries"
import { LocalTime } from "@/lib/ui/local-time"
import { Badge, Facts, PageHeading } from "@/lib/ui"

import type { OrderDetailView } from "../queries"

type Props = { order: OrderDetailView; locale: string; documents: readonly OrderDocument[] }

/** Shows one order: its lines as quantity × unit price, discount, tax and total. */
export const OrderDetail = ({ order, locale, documents }: Props) => {
  const money = (amount: number) => formatMoney(amount, order.currency_code, locale)
  return (
    <div className="grid gap-10">
      <div className="grid gap-4">
        <PageHeading title={`Order ${order.reference}`}>
          <LocalTime at={order.date} locale={locale} />
        </PageHeading>
        <div>
          <Badge>{order.status_label}</Badge>
        </div>
      </div>
      <ul className="border-b border-line">
        {order.lines.map((line) => (
          <li key={line.id} className="flex items-baseline justify-between gap-8 border-t border-line py-5">
            <div className="grid gap-1">
              <span className="font-medium">{line.title}</span>
              <span className="text-sm text-ink-soft">
                {line.tier ? `${line.tier} · ` : ""}
                <span className="figures">
                  {line.quantity} × {money(line.unit_price)}
                </span>
              </span>
            </div>
            <span className="figures whitespace-nowrap">{money(line.total)}</span>
          </li>
        ))}
      </ul>
      <Facts
        className="sm:ml-auto sm:w-80"
        rows={[
          ...(order.discount_total > 0 ? [{ term: "Discount", value: `−${money(order.discount_total)}` }] : []),
          ...(order.tax_total > 0 ? [{ term: "Includes tax", value: money(order.tax_total) }] : []),
          { term: "Total", value: money(order.total), strong: true },
        ]}
      />
      <OrderDocuments orderId={order.id} documents={documents} />
    </div>
  )
}
