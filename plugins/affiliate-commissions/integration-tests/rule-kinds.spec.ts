import { clock } from "@atrium/kernel"
import { type Database, openDatabase } from "@atrium/test-kit/database"
import { z } from "zod"

import { commissionRule, commissionRules } from "../src/extension-points"
import {
  commissionsOf,
  imbalances,
  lineOf,
  type Order,
  paidOrder,
  settleWith,
  someAffiliate,
  someProgramme,
} from "./with-affiliates"

jest.setTimeout(120_000)

/** A rule of another plugin: an amount for the first line of an order. */
const amountPerOrder = commissionRule({
  kind: "test.amount-per-order",
  label: "Amount per order",
  config: z.strictObject({ amount: z.int() }),
  describe: ({ amount }) => `${amount} per order`,
  owed: ({ amount }, { order, line }) => ({ amount: order.lines[0]?.id === line.id ? BigInt(amount) : 0n }),
})

describe("kinds of commission rules", () => {
  let database: Database
  beforeAll(async () => {
    database = await openDatabase("affiliate_rules")
    commissionRules.add("affiliate-tests", amountPerOrder)
  }, 240_000)
  afterAll(() => database.close())

  const orderBy = async (config: unknown, facts: Partial<Order["facts"]> = {}): Promise<Order> => {
    const { code } = await someAffiliate(
      database.knex,
      await someProgramme(database.knex, { kind: amountPerOrder.kind, config })
    )
    const paid_at = new Date(clock.now().getTime() + 1000)
    return paidOrder({ code, paid_at, captured: "300", lines: [lineOf("100"), lineOf("200")], ...facts })
  }
  const amountsOf = async ({ facts }: Order) => {
    const stored = await commissionsOf(database.knex, facts.order_id)
    return facts.lines.map(({ id }) => stored.find((row) => row.order_line_item_id === id)?.amount)
  }

  it("another plugin's rule decides by the order's facts, its amount follows refunds, and a line never earns more than its price", async () => {
    const one = await orderBy({ amount: 5000 })
    await settleWith(database.knex, one)
    expect(await amountsOf(one)).toEqual(["5000", "0"])
    // A third of the order is refunded, of the line as well.
    one.facts = { ...one.facts, refunds: ["100"] }
    await settleWith(database.knex, one)
    expect(await amountsOf(one)).toEqual(["3333", "0"])
    const greedy = await orderBy({ amount: 99_999_999 })
    await settleWith(database.knex, greedy)
    expect(await amountsOf(greedy)).toEqual(["10000", "0"])
    expect(await imbalances(database.knex)).toEqual([])
  })

  it("freezes a rule's result: the database refuses to change it", async () => {
    const one = await orderBy({ amount: 5000 })
    await settleWith(database.knex, one)
    const rows = database.knex("commission").where({ order_id: one.facts.order_id })
    await expect(rows.clone().update({ rule_amount: 1 })).rejects.toThrow("frozen")
    await expect(rows.clone().update({ rate_bp: 1, rule_amount: null })).rejects.toThrow("frozen")
  })

  it("writes nothing for a rule with an unknown kind, an invalid configuration or an invalid result", async () => {
    const { code } = await someAffiliate(
      database.knex,
      await someProgramme(database.knex, { kind: "gone.kind", config: {} })
    )
    const paid_at = new Date(clock.now().getTime() + 1000)
    const gone = paidOrder({ code, paid_at, captured: "300", lines: [lineOf("300")] })
    await expect(settleWith(database.knex, gone)).rejects.toThrow('No entry of commissionRules for "gone.kind"')
    const wrong = await orderBy({ amount: "a lot" })
    await expect(settleWith(database.knex, wrong)).rejects.toThrow()
    const negative = await orderBy({ amount: -5 })
    await expect(settleWith(database.knex, negative)).rejects.toThrow("whole minor units")
    for (const { facts } of [gone, wrong, negative])
      expect(await database.knex("affiliate_attribution").where({ order_id: facts.order_id })).toEqual([])
  })
})
