import { advanceClock, resetClock, systemActor } from "@atrium/kernel"
import { type Database, openDatabase } from "@atrium/test-kit/database"

import { adjustCommissions } from "../src/use-cases/adjust-commissions"
import {
  balancesOfAffiliate,
  commissionsOf,
  imbalances,
  type Joined,
  lineOf,
  type Order,
  paidOrder,
  settleWith,
  someAffiliate,
  someProgramme,
} from "./with-affiliates"

jest.setTimeout(120_000)

const AT_ONCE = 8

describe("disputes of an order", () => {
  let database: Database
  let programme: string
  let maya: Joined
  beforeAll(async () => {
    database = await openDatabase("affiliate_disputes")
    programme = await someProgramme(database.knex, 1000)
  }, 240_000)
  beforeEach(async () => {
    maya = await someAffiliate(database.knex, programme)
  })
  afterEach(async () => {
    resetClock()
    expect(await imbalances(database.knex)).toEqual([])
  })
  afterAll(() => database.close())

  const order = (given: Partial<Order["facts"]> = {}): Order =>
    paidOrder({
      ...{ code: maya.code, captured: "1180" },
      lines: [lineOf("1180", { tax_rate: "18" })],
      ...given,
    })
  const settle = (one: Order, dispute?: string) => settleWith(database.knex, one, dispute)
  const dispute = (one: Order, statuses: Record<string, "open" | "won" | "lost">, amount = "1180") => {
    const disputes = Object.entries(statuses).map(([reference, status]) => ({ reference, status, amount }))
    one.facts = { ...one.facts, disputes }
  }
  const together = (job: () => Promise<unknown>) => Promise.all(Array.from({ length: AT_ONCE }, job))
  const entriesOf = async (one: Order): Promise<number> => {
    const [row] = await database
      .knex("ledger_entry")
      .whereIn(
        "source_id",
        (await commissionsOf(database.knex, one.facts.order_id)).map(({ id }) => id)
      )
      .count<{ count: string }[]>()
    return Number(row?.count)
  }

  it("a dispute holds a commission once: a release by staff is not undone by the same dispute", async () => {
    const one = order()
    await settle(one)
    dispute(one, { dp_1: "open" })
    await together(() => settle(one, "dp_1"))
    expect(await commissionsOf(database.knex, one.facts.order_id)).toMatchObject([{ status: "held" }])
    await adjustCommissions(database.knex, one.facts.order_id, {
      actor: systemActor,
      decide: ({ state }) => ({
        state: { ...state, status: "pending", held_from: null, hold: null },
        moves: [{ from: "held", to: "pending", reason: "Won" }],
      }),
    })
    await settle(one, "dp_1")
    expect(await commissionsOf(database.knex, one.facts.order_id)).toMatchObject([{ status: "pending" }])
    dispute(one, { dp_1: "open", dp_2: "open" })
    await settle(one, "dp_2")
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({ "held inr": "10000" })
  })

  it("a commission is released to where it was held from once no dispute is open, and matures at once when it is due", async () => {
    const one = order()
    await settle(one)
    dispute(one, { dp_1: "open", dp_2: "open" })
    await settle(one, "dp_1")
    dispute(one, { dp_1: "won", dp_2: "open" })
    await settle(one, "dp_1")
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({ "held inr": "10000" })
    advanceClock(31 * 86_400)
    dispute(one, { dp_1: "won", dp_2: "won" })
    await together(() => settle(one, "dp_2"))
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({ "payable inr": "10000" })
  })

  it("a dispute that was won before anyone heard of it holds nothing, and is not new when it is heard of again", async () => {
    const one = order()
    dispute(one, { dp_1: "won" })
    await together(() => settle(one, "dp_1"))
    expect(await commissionsOf(database.knex, one.facts.order_id)).toMatchObject([{ status: "pending" }])
    const entries = await entriesOf(one)
    await settle(one, "dp_1")
    expect(await entriesOf(one)).toBe(entries)
  })

  it("a lost dispute takes the commission back once, also from an affiliate who was paid out", async () => {
    const [held, paid] = [order(), order()]
    for (const one of [held, paid]) await settle(one)
    dispute(held, { dp_1: "open" })
    await settle(held, "dp_1")
    dispute(held, { dp_1: "lost" })
    await together(() => settle(held, "dp_1"))
    expect(await commissionsOf(database.knex, held.facts.order_id)).toMatchObject([{ status: "void", amount: "0" }])
    await database.knex("commission").where({ order_id: paid.facts.order_id }).update({ status: "paid" })
    dispute(paid, { dp_2: "open" })
    await settle(paid, "dp_2")
    expect(await commissionsOf(database.knex, paid.facts.order_id)).toMatchObject([{ status: "paid", amount: "10000" }])
    dispute(paid, { dp_2: "lost" })
    await together(() => settle(paid, "dp_2"))
    expect(await commissionsOf(database.knex, paid.facts.order_id)).toMatchObject([{ status: "paid", amount: "0" }])
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({})
    expect(await imbalances(database.knex)).toEqual([])
  })

  it("what a lost dispute took and what was refunded is never more than the commission", async () => {
    const one = order()
    await settle(one)
    one.facts = { ...one.facts, refunds: ["590"] }
    dispute(one, { dp_1: "lost" }, "590")
    await together(() => settle(one, "dp_1"))
    expect(await commissionsOf(database.knex, one.facts.order_id)).toMatchObject([{ status: "void", amount: "0" }])
    one.facts = { ...one.facts, refunds: ["1180"] }
    dispute(one, { dp_1: "lost", dp_2: "lost" }, "1180")
    await settle(one, "dp_2")
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({})
  })

  it("part of the money lost in a dispute takes part of the commission, and what is left is released", async () => {
    const one = order()
    await settle(one)
    dispute(one, { dp_1: "open" }, "295")
    await settle(one, "dp_1")
    dispute(one, { dp_1: "lost" }, "295")
    await settle(one, "dp_1")
    expect(await commissionsOf(database.knex, one.facts.order_id)).toMatchObject([
      { status: "pending", amount: "7500" },
    ])
  })
})
