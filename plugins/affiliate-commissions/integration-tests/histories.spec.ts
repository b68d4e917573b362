import { currencyExponent, toMajorText } from "@atrium/kernel"
import { type Database, openDatabase, runs } from "@atrium/test-kit/database"
import fc from "fast-check"

import { commissionOwed } from "../src/domain/commission-owed"
import { type BoughtLine, partsOfOrder } from "../src/domain/order-parts"
import {
  commissionsOf,
  imbalances,
  type Joined,
  lineOf,
  paidOrder,
  settleWith,
  someAffiliate,
  someProgramme,
} from "./with-affiliates"

jest.setTimeout(300_000)

const HISTORIES = runs(300, 2000)
const AT_ONCE = 8
const RATE = 1250

type Event = "refund" | "cancel" | "again" | "twice at once"

/** What happens to one order; amounts in minor units. */
const history = fc.record({
  currency: fc.constantFrom("jpy", "inr", "kwd"),
  lines: fc.array(fc.record({ minor: fc.bigInt(1n, 3_000_000n), tax: fc.constantFrom("0", "18", "8.875") }), {
    minLength: 1,
    maxLength: 3,
  }),
  // Refunded before the payment was settled.
  late: fc.boolean(),
  events: fc.array(
    fc.record({
      kind: fc.constantFrom<Event>("refund", "refund", "refund", "again", "twice at once", "cancel"),
      share: fc.integer({ min: 1, max: 700 }),
    }),
    { maxLength: 4 }
  ),
})
type History = ReturnType<(typeof history)["generate"]>["value"]

describe("random histories of an order", () => {
  let database: Database
  let affiliate: Joined
  beforeAll(async () => {
    database = await openDatabase("affiliate_histories")
    affiliate = await someAffiliate(database.knex, await someProgramme(database.knex, RATE))
  }, 240_000)
  afterAll(() => database.close())

  const walk = async (one: History): Promise<void> => {
    const { knex } = database
    const text = (minor: bigint) => toMajorText(minor, one.currency)
    const total = one.lines.reduce((sum, { minor }) => sum + minor, 0n)
    const lines: BoughtLine[] = one.lines.map(({ minor, tax }) => lineOf(text(minor), { tax_rate: tax }))
    const { lines: paid, parts } = partsOfOrder(text(total), one.currency, lines)
    const order = paidOrder({
      ...{ currency_code: one.currency, code: affiliate.code, captured: text(total), lines },
    })
    const { order_id: id } = order.facts
    const settle = () => settleWith(knex, order)
    const refunds: bigint[] = []

    const expectOwed = async () => {
      const stored = await commissionsOf(knex, id)
      const expected = paid.map(({ id: line, base }) => ({
        order_line_item_id: line,
        amount: order.facts.canceled
          ? "0"
          : commissionOwed({ rate_bp: RATE, rule_amount: null }, { line_id: line, base, parts }, refunds).toString(),
      }))
      const seen = stored.map(({ order_line_item_id, amount }) => ({ order_line_item_id, amount }))
      expect(seen).toEqual(expected.sort((a, b) => (a.order_line_item_id < b.order_line_item_id ? -1 : 1)))
    }

    if (!one.late) await settle()
    for (const { kind, share } of one.events) {
      const left = total - refunds.reduce((sum, amount) => sum + amount, 0n)
      if (kind === "refund") refunds.push((left * BigInt(share)) / 700n)
      order.facts = {
        ...order.facts,
        refunds: refunds.map(text),
        canceled: order.facts.canceled || kind === "cancel",
      }
      if (kind === "twice at once") await Promise.all([settle(), settle()])
      else if (!one.late) await settle()
      if (!one.late || kind === "twice at once") await expectOwed()
    }
    await settle()
    await expectOwed()
  }

  it(`random histories, with 0, 2 and 3 decimals, end at the one-shot computation with a balanced ledger [P32 R10.5]`, async () => {
    expect(["jpy", "inr", "kwd"].map(currencyExponent)).toEqual([0, 2, 3])
    const seed = Date.now() % 2 ** 31
    const all = fc.sample(history, { numRuns: HISTORIES, seed })
    const queue = all.entries()
    const walker = async () => {
      for (const [index, one] of queue) {
        try {
          await walk(one)
          if (index % 20 === 0) expect(await imbalances(database.knex)).toEqual([])
        } catch (error) {
          throw new Error(`History ${index} of seed ${seed} broke: ${String(error)}`, { cause: error })
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, walker))
    expect(await imbalances(database.knex)).toEqual([])

    const { rows } = await database.knex.raw(
      `SELECT c.currency_code,
         CAST(sum(c.amount) AS text) AS owed,
         (SELECT CAST(sum(balance) AS text) FROM ledger_account
          WHERE owner_type = 'affiliate' AND owner_id = ? AND currency_code = c.currency_code) AS posted
       FROM commission c WHERE c.affiliate_id = ? GROUP BY 1`,
      [affiliate.id, affiliate.id]
    )
    expect(rows).toHaveLength(3)
    for (const row of rows) expect(row.posted).toBe(row.owed)
    const [orders] = await database.knex("affiliate_attribution").count<{ count: string }[]>()
    expect(Number(orders?.count)).toBe(HISTORIES)
  })
})
