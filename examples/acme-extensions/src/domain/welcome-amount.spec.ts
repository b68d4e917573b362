import type { CommissionRuleFacts } from "@atrium/affiliate-commissions/extension-points"

import { welcomeAmount } from "./welcome-amount"

const line = (id: string) => ({ id, service_id: null, title: id, quantity: 1, paid: 1000n, base: 1000n })

const facts = (change: { first?: boolean; currency?: string; line?: string } = {}): CommissionRuleFacts => ({
  order: {
    id: "order_1",
    reference: "OR-TEST",
    currency_code: change.currency ?? "inr",
    paid_at: new Date(0),
    lines: [line("a"), line("b")],
  },
  line: line(change.line ?? "a"),
  customer: { id: null, first_order: change.first ?? true },
  affiliate: { id: "aff_1", code: "MAYA10" },
  programme: { id: "prog_1", name: "Standard" },
})

describe("the fixed amount per new customer", () => {
  const config = { amounts: { inr: 50_000 } }
  it("the fixed amount is paid once, for the first line of a first order", () => {
    expect(welcomeAmount.owed(config, facts())).toEqual({ amount: 50_000n })
    expect(welcomeAmount.owed(config, facts({ line: "b" }))).toEqual({ amount: 0n })
    expect(welcomeAmount.owed(config, facts({ first: false }))).toEqual({ amount: 0n })
  })

  it("a currency without an amount pays nothing", () => {
    expect(welcomeAmount.owed(config, facts({ currency: "eur" }))).toEqual({ amount: 0n })
  })

  it("a configuration with fractions or unknown fields is rejected", () => {
    expect(() => welcomeAmount.owed({ amounts: { inr: 0.5 } }, facts())).toThrow()
    expect(() => welcomeAmount.describe({ amounts: {}, rate_bp: 1 })).toThrow()
  })
})
