import { formatMoney } from "@atrium/kernel"
import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"

import { OrderDetail } from "./order-detail"
import { OrderList } from "./order-list"

const amount = fc.integer({ min: 0, max: 99_999_999 }).map((minor) => minor / 100)
const anyLine = fc.record({
  id: fc.uuid(),
  title: fc.constantFrom("GST registration", "Trademark"),
  tier: fc.constantFrom("", "Basic", "Complete"),
  quantity: fc.integer({ min: 1, max: 9 }),
  unit_price: amount,
  total: amount,
})
const anyOrder = fc.record({
  id: fc.uuid(),
  reference: fc.constantFrom("OR-7Q2K-9MXB-4TZ", "OR-0000-0000-000"),
  date: fc.constant("2026-11-21T09:00:00.000Z"),
  status_label: fc.constantFrom("Paid", "Canceled", "Refunded"),
  total: amount,
  currency_code: fc.constantFrom("inr", "usd", "eur"),
  lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
  tax_total: amount,
  discount_total: amount,
})

const documents = [
  { kind: "invoice", number: "AT-INV-2026-00001" },
  { kind: "credit_note", number: "AT-CN-2026-00002" },
] as const

describe("customer orders", () => {
  it("an order shows its number, date, status, total, and each line as quantity × unit price", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const html = renderToStaticMarkup(<OrderDetail order={order} locale="en" documents={documents} />)
        expect(html).toContain(`Order ${order.reference}`)
        expect(html).toContain("November 21, 2026")
        expect(html).toContain(order.status_label)
        for (const { kind, number } of documents)
          expect(html).toContain(`href="/documents/${order.id}/${kind}?number=${number}"`)
        expect(html).toContain(formatMoney(order.total, order.currency_code))
        for (const line of order.lines)
          expect(html).toContain(`${line.quantity} × ${formatMoney(line.unit_price, order.currency_code)}`)
      }),
      { numRuns: 100 }
    )
  })

  it("a customer without orders sees what will appear here and a link to the services", () => {
    const html = renderToStaticMarkup(<OrderList orders={[]} locale="en" />)
    expect(html).toContain("Your orders will appear here")
    expect(html).toContain('href="/#services"')
  })
})
