import { randomUUID } from "node:crypto"

import { commissionRule, commissionRules } from "@atrium/affiliate-commissions/extension-points"
import { ok, withShop } from "@atrium/test-kit"
import { z } from "zod"

import { commissionsOf, join, purchase, refund, someAccount } from "./driver"

jest.setTimeout(180_000)

withShop((shop) => {
  const { api } = shop
  const newCustomer = commissionRule({
    kind: "test.new-customer-amount",
    label: "Amount per new customer",
    config: z.strictObject({ amount: z.int().min(0) }),
    describe: ({ amount }) => `${amount} paise per new customer`,
    owed: ({ amount }, { customer }) => ({ amount: customer.first_order ? BigInt(amount) : 0n }),
  })
  beforeAll(() => commissionRules.add("affiliate-tests", newCustomer))

  it("a kind of commission rule that another plugin adds is chosen, checked and shown by the Admin API, and pays for a customer's first order only", async () => {
    const { commission_rule_kinds: kinds } = ok(
      await api.admin.get<{ commission_rule_kinds: { kind: string }[] }>("/admin/commission-rule-kinds")
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(["percentage", newCustomer.kind])
    const { affiliate_programme: programme } = ok(
      await api.admin.post<{ affiliate_programme: { id: string } }>("/admin/affiliate-programmes", {
        ...{ name: "Welcome", attribution: "last_click", window_days: 7, holding_days: 7 },
      })
    )
    const rule = { programme_id: programme.id, kind: newCustomer.kind }
    const wrong = await api.admin.post("/admin/commission-rules", { ...rule, config: { amount: -1, more: 1 } })
    expect(wrong).toMatchObject({
      status: 400,
      body: { details: { "config.amount": expect.any(String), "config.more": expect.any(String) } },
    })
    expect(await api.admin.post("/admin/commission-rules", { ...rule, kind: "none" })).toMatchObject({
      status: 400,
      body: { details: { kind: "There is no such rule kind" } },
    })
    expect(await api.admin.post("/admin/commission-rules", { ...rule, rate_bp: 10 })).toMatchObject({ status: 400 })
    const { commission_rule: made } = ok(
      await api.admin.post<{ commission_rule: object }>("/admin/commission-rules", {
        ...rule,
        config: { amount: 50_000 },
      })
    )
    expect(made).toMatchObject({
      kind: newCustomer.kind,
      config: { amount: 50_000 },
      rate_bp: null,
      description: "50000 paise per new customer",
    })
    const { affiliate } = ok(await join(await someAccount(shop), { programme_id: programme.id }))
    const email = `new-${randomUUID()}@example.com`
    const first = await purchase(shop, { affiliate_code: affiliate.code, email })
    const second = await purchase(shop, { affiliate_code: affiliate.code, email })
    expect(await commissionsOf(api, first.order_id)).toMatchObject([{ amount: 500, rate_bp: null, status: "pending" }])
    expect(await commissionsOf(api, second.order_id)).toMatchObject([{ amount: 0, status: "void" }])
    await refund(shop, first, first.paid / 2)
    expect(await commissionsOf(api, first.order_id)).toMatchObject([{ amount: 250 }])
  })
})
