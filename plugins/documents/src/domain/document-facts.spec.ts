import { toMinorUnits } from "@atrium/kernel"
import fc from "fast-check"

import { creditFacts, DocumentFacts, orderFacts } from "./document-facts"

const buyer = { name: "Asha Rao", email: "asha@example.com", address: ["1 Main Road"] }
const order = { reference: "OR-7Q2K-9MXB-4TZ", currency_code: "eur", cost: "226", captured_at: new Date(0) }
const lines = [
  { description: "Service", quantity: 1, total: "119", tax_rate: "19" },
  { description: "Book", quantity: 2, total: "107", tax_rate: "7.0000" },
]

describe("facts of an order's documents", () => {
  it("contain each line and each rate with net, tax and gross, and sum to the order's total", () => {
    const facts = orderFacts(order, lines, buyer, "Rounding")
    expect(DocumentFacts.parse(facts)).toMatchObject({
      order_number: "OR-7Q2K-9MXB-4TZ",
      lines: [
        { description: "Service", rate: "19", net: "100.00", tax: "19.00", gross: "119.00" },
        { description: "Book", quantity: 2, rate: "7", net: "100.00", tax: "7.00", gross: "107.00" },
      ],
      taxes: [
        { rate: "19", net: "100.00", tax: "19.00" },
        { rate: "7", net: "100.00", tax: "7.00" },
      ],
      net: "200.00",
      tax: "26.00",
      total: "226.00",
    })
  })

  it("show what is left to the order's total as a line, in currencies with three and without decimals too", () => {
    const kuwait = { ...order, currency_code: "kwd", cost: "10.0005" }
    const third = { description: "Third", quantity: 1, total: "3.33333", tax_rate: "0" }
    expect(orderFacts(kuwait, [third, third, third], buyer, "Rounding")).toMatchObject({ total: "10.001" })
    const yen = { ...order, currency_code: "jpy", cost: "1100" }
    const line = { description: "Service", quantity: 1, total: "1100", tax_rate: "10" }
    expect(orderFacts(yen, [line], buyer, "Rounding")).toMatchObject({ net: "1000", tax: "100", total: "1100" })
  })

  it("of any refunds sum to the invoice once everything is refunded", () => {
    const refunds = fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 6 })
    fc.assert(
      fc.property(refunds, fc.constantFrom("19", "5", "12.5"), (amounts, rate) => {
        const invoice = {
          number: "INV-1",
          facts: orderFacts(order, [{ ...lines[0]!, total: "226", tax_rate: rate }], buyer, "Rounding"),
        }
        let left = 22_600
        const parts = amounts.flatMap((part) => (part < left ? [((left -= part), part)] : []))
        let before = 0
        let [net, tax] = [0n, 0n]
        for (const part of [...parts, left]) {
          const note = creditFacts(
            { invoice, currency: "eur" },
            { amount: String(part / 100), before: (before / 100).toFixed(2) },
            "Refund"
          )
          expect(note).toMatchObject({ corrects: "INV-1", total: (part / 100).toFixed(2) })
          net += toMinorUnits(note.net, "eur")
          tax += toMinorUnits(note.tax, "eur")
          before += part
        }
        expect([net, tax]).toEqual([toMinorUnits(invoice.facts.net, "eur"), toMinorUnits(invoice.facts.tax, "eur")])
      })
    )
  })

  it("of a refund of several rates split it in the invoice's shares", () => {
    const facts = orderFacts(order, lines, buyer, "Rounding")
    const note = creditFacts(
      { invoice: { number: "INV-1", facts }, currency: "eur" },
      { amount: "22.6", before: "0" },
      "Refund"
    )
    expect(note).toMatchObject({
      taxes: [
        { rate: "19", net: "10.00", tax: "1.90" },
        { rate: "7", net: "10.00", tax: "0.70" },
      ],
      total: "22.60",
    })
  })
})
