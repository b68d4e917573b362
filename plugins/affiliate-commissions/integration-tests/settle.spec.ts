import { advanceClock, clock, resetClock, systemActor } from "@atrium/kernel"
import { type Database, openDatabase } from "@atrium/test-kit/database"
import { countStatements } from "@atrium/test-kit"

import { moveAffiliate } from "../src/data/affiliates"
import { recordClick } from "../src/data/clicks"
import { changeProgramme } from "../src/data/programmes"
import { changeRule, insertRule, rulesOfProgramme } from "../src/data/rules"
import { adjustCommissions } from "../src/use-cases/adjust-commissions"
import {
  balancesOfAffiliate,
  commissionsOf,
  imbalances,
  type Joined,
  lineOf,
  type Order,
  paidOrder,
  rateOf,
  settleWith,
  someAffiliate,
  someProgramme,
} from "./with-affiliates"

jest.setTimeout(120_000)

const AT_ONCE = 8
const DAY = 86_400

describe("settling an order", () => {
  let database: Database
  let programme: string
  let maya: Joined
  beforeAll(async () => {
    database = await openDatabase("affiliate_settle")
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
  const settle = (one: Order) => settleWith(database.knex, one)
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
  const click = async (code: string, previous: string | null = null): Promise<string> => {
    const id = await recordClick(database.knex, {
      ...{ code, previous_click_id: previous, landing_path: "/", referrer_host: null, utm: null },
      ...{ address_hash: null, device_hash: null },
    })
    if (!id) throw new Error("The click was not recorded")
    return id
  }
  const earner = async (one: Order) => {
    await settle(one)
    const row = await database.knex("affiliate_attribution").where({ order_id: one.facts.order_id }).first()
    return { affiliate: row?.affiliate_id, click: row?.click_id, reason: String(row?.reason) }
  }

  it("creates one attribution, one commission and one booking when eight settlements run at once [P30 R10.3]", async () => {
    const one = order()
    await together(() => settle(one))
    expect(await commissionsOf(database.knex, one.facts.order_id)).toMatchObject([
      { amount: "10000", status: "pending" },
    ])
    expect(await entriesOf(one)).toBe(1)
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({ "pending inr": "10000" })
  })

  it("eight settlements at once after a refund book the difference once [P32 R10.5]", async () => {
    const one = order()
    await settle(one)
    one.facts = { ...one.facts, refunds: ["100.01", "293.32"] }
    await together(() => settle(one))
    const [commission] = await commissionsOf(database.knex, one.facts.order_id)
    // 1000 without tax, a third of it refunded: 10 % of 666.66…
    expect(commission).toMatchObject({ amount: "6666", status: "pending" })
    expect(await entriesOf(one)).toBe(2)
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({ "pending inr": "6666" })
  })

  it("retries settling while the order's transactions lack a refund that Medusa has created", async () => {
    const one = order()
    await settle(one)
    one.facts = { ...one.facts, refund_pending: true }
    await expect(settle(one)).rejects.toThrow(/do not include a refund yet/)
    one.facts = { ...one.facts, refunds: ["393.33"], refund_pending: false }
    await settle(one)
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({ "pending inr": "6666" })
  })

  it("a commission becomes payable once when the holding period ends, also with eight settlements at once", async () => {
    const one = order()
    await settle(one)
    const mature = () => adjustCommissions(database.knex, one.facts.order_id, { actor: systemActor })
    advanceClock(30 * DAY - 60)
    await together(mature)
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({ "pending inr": "10000" })
    advanceClock(120)
    await together(mature)
    expect(await balancesOfAffiliate(database.knex, maya.id)).toEqual({ "payable inr": "10000" })
    expect(await entriesOf(one)).toBe(2)
  })

  it("settling late has the result of settling at payment: terms, rates, status and clicks are those of the payment", async () => {
    const other = await someProgramme(database.knex, 500)
    const nora = await someAffiliate(database.knex, other)
    const early = order({ code: nora.code })
    const late = order({ code: nora.code })
    advanceClock(1)
    await settle(early)
    const [rule] = await rulesOfProgramme(database.knex, other)
    await database.knex.transaction(async (trx) => {
      await changeRule(trx, rule?.id ?? "", { terms: rateOf(9000) }, systemActor)
      await changeProgramme(trx, other, { holding_days: 0, window_days: 1 }, systemActor)
    })
    await moveAffiliate(database.knex, nora.id, { to: "suspended", reason: "Test", actor: systemActor })
    advanceClock(90 * DAY)
    await settle(late)
    const frozen = (one: Order) =>
      database
        .knex("commission")
        .where({ order_id: one.facts.order_id })
        .select("rate_bp", "amount", "rule_version_id", "base_amount")
    expect(await frozen(late)).toEqual(await frozen(early))
    const next = order({ code: nora.code })
    expect((await earner(next)).affiliate).toBeNull()
  })

  it("the last click within the window earns, or the first where the program is set to that [P29 R10.2]", async () => {
    const rival = await someAffiliate(database.knex, programme)
    const first = await click(maya.code)
    advanceClock(20 * DAY)
    const last = await click(rival.code, first)
    const facts = { code: rival.code, click_id: last }
    expect(await earner(order(facts))).toMatchObject({ affiliate: rival.id, click: last })
    const second = await someProgramme(database.knex, 1000, { attribution: "first_click" })
    await database.knex("affiliate").whereIn("id", [maya.id, rival.id]).update({ programme_id: second })
    expect(await earner(order(facts))).toMatchObject({ affiliate: maya.id, click: first })
    advanceClock(11 * DAY)
    // The first click is now 31 days old.
    expect(await earner(order(facts))).toMatchObject({ affiliate: rival.id, click: last })
    advanceClock(20 * DAY)
    expect(await earner(order(facts))).toMatchObject({ affiliate: null, reason: expect.stringContaining("older") })
  })

  it.each([
    ["the same account", "maya.one@gmail.com", ["other@example.com"], true],
    ["the same email", "maya.two@gmail.com", ["Maya.Two+shop@GoogleMail.com"], false],
    ["the same email on the form", "maya.three@gmail.com", ["other@example.com", "mayathree@gmail.com"], false],
  ])("an own purchase is held: %s", async (_what, email, emails, sameAccount) => {
    const own = await someAffiliate(database.knex, programme, email)
    const one = order({ code: own.code, buyer: { emails, customer_id: sameAccount ? own.customer_id : null } })
    await settle(one)
    expect(await commissionsOf(database.knex, one.facts.order_id)).toMatchObject([{ status: "held", amount: "10000" }])
    expect(await balancesOfAffiliate(database.knex, own.id)).toEqual({ "held inr": "10000" })
  })

  it("no commission is made for an unpaid order or an unknown code", async () => {
    const unpaid = order({ paid: false })
    await settle(unpaid)
    expect(await database.knex("affiliate_attribution").where({ order_id: unpaid.facts.order_id })).toEqual([])
    expect(await earner(order({ code: "NOBODY99" }))).toMatchObject({
      affiliate: null,
      reason: expect.stringContaining("No active affiliate"),
    })
  })

  it("a service's own rate replaces the program's, and each line earns separately", async () => {
    const lines = [lineOf("100", { product_id: "prod_special" }), lineOf("200"), lineOf("0")]
    const special = await someProgramme(database.knex, 1000)
    await database.knex("affiliate").where({ id: maya.id }).update({ programme_id: special })
    await database.knex.transaction((trx) =>
      insertRule(trx, { programme_id: special, service_id: "prod_special", ...rateOf(2000) }, systemActor)
    )
    const one = order({ lines, captured: "300", paid_at: new Date(clock.now().getTime() + 1000) })
    await settle(one)
    const stored = await commissionsOf(database.knex, one.facts.order_id)
    const amounts = lines.map(({ id }) => stored.find((row) => row.order_line_item_id === id)?.amount)
    expect(amounts).toEqual(["2000", "2000", "0"])
    expect(stored.find(({ amount }) => amount === "0")).toMatchObject({ status: "void" })
  })

  it("the database refuses manual changes of frozen facts, versions and histories", async () => {
    const { knex } = database
    const one = order()
    await settle(one)
    const id = one.facts.order_id
    await expect(knex("commission").where({ order_id: id }).update({ rate_bp: 9999 })).rejects.toThrow("frozen")
    await expect(knex("affiliate_attribution").where({ order_id: id }).update({ reason: "x" })).rejects.toThrow(
      "frozen"
    )
    await expect(knex("commission_rule_version").update({ active: false })).rejects.toThrow("never changes")
    await expect(knex("affiliate_programme_version").delete()).rejects.toThrow("never changes")
    const [row] = await commissionsOf(knex, id)
    const jump = { id: "h", commission_id: row?.id, old_status: "pending", new_status: "paid", actor_type: "system" }
    await expect(knex("commission_history").insert({ ...jump, created_at: new Date() })).rejects.toThrow(
      "commission_history_allowed"
    )
    await expect(knex("commission").where({ order_id: id }).update({ status: "void" })).rejects.toThrow(
      "commission_void_owes_nothing"
    )
  })

  it("settling stays within its statement budget", async () => {
    const one = order()
    const counted = async () => (await countStatements(() => settle(one))).statements.length
    // Attributed? Then frozen and booked: who competes, attribution with commissions and work, the order's requests twice,
    // the ledger, within BEGIN and COMMIT. The referral and the order's money come on top, one each.
    expect(await counted()).toBe(1 + 5 + 2)
    // Attributed? Then lock, what is posted. The referral and the order's money come on top.
    expect(await counted()).toBe(1 + 2 + 2)
    one.facts = { ...one.facts, refunds: ["118"] }
    // … and the change, and its booking.
    expect(await counted()).toBe(1 + 4 + 2)
  })
})
