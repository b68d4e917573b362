import { randomUUID } from "node:crypto"

import { sendMessageWork } from "@atrium/notifications/contracts"
import { eventually } from "@atrium/test-kit"
import { enqueueWork } from "@atrium/work-queue/tx"
import { drainWork } from "@atrium/work-queue/use-cases"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import fc from "fast-check"

import { type Database, openDatabase, runs } from "@atrium/test-kit/database"
import { shareRefund } from "../src/contracts/refund-shares"
import { followOrder } from "../src/use-cases/follow-order"
import { reconcileRefunds } from "../src/use-cases/reconcile-refunds"
import { followRefundsWork, provisionPaymentWork } from "../src/domain/work-kinds"
import "../src/work"
import { EVERYTHING, recently } from "@atrium/work-queue/use-cases"
import { insertOrder, someTier, type SoldTier } from "./with-database"

jest.setTimeout(300_000)
workHandlers.add(
  "test",
  workHandler(sendMessageWork, async () => undefined)
)

const raw = (value: number) => JSON.stringify({ value: String(value), precision: 20 })
const minor = (amount: string) => BigInt(Math.round(Number(amount) * 100))

describe("service requests of a refunded order", () => {
  let db: Database
  let tier: SoldTier
  beforeAll(async () => {
    db = await openDatabase("refunds")
    tier = await someTier(db.knex)
  })
  afterAll(() => db.close())

  /** Rows as core writes them: the transaction, and the credit line that lowers the order's total. */
  const giveBack = (orderId: string, amount: number) =>
    db.knex.transaction(async (trx) => {
      if (amount === 0) return
      const id = randomUUID()
      await trx("order_transaction").insert({
        ...{ id: `ordtrx_${id}`, order_id: orderId, version: 1, currency_code: "inr", reference: "refund" },
        ...{ amount: -amount, raw_amount: raw(-amount) },
      })
      await trx("order_credit_line").insert({
        ...{ id: `ordcl_${id}`, order_id: orderId, version: 1, amount, raw_amount: raw(amount) },
      })
      await trx.raw(
        `UPDATE order_summary SET totals = jsonb_set(totals, '{current_order_total}',
           to_jsonb(CAST(totals ->> 'current_order_total' AS numeric) - CAST(? AS numeric))) WHERE order_id = ?`,
        [amount, orderId]
      )
    })
  const cancel = (orderId: string) => db.knex("order").where({ id: orderId }).update({ canceled_at: new Date() })
  const requestsOf = (orderId: string) => db.knex("service_request").where({ order_id: orderId }).orderBy("unit")
  const provision = (orderId: string) =>
    enqueueWork(db.knex, [provisionPaymentWork({ order_id: orderId, payment_id: null })])
  const follow = (orderId: string) => enqueueWork(db.knex, [followRefundsWork(orderId, randomUUID())])

  /** What the requests must show, computed once from the total refunded. */
  const expectSettled = async (orderId: string, order: { quantity: number; total: number; refunded: number }) => {
    const requests = await requestsOf(orderId)
    expect(requests).toHaveLength(order.quantity)
    const units = requests.map((one) => ({ id: String(one.unit), amount: minor(one.payment_amount) }))
    expect(units.reduce((sum, one) => sum + one.amount, 0n)).toBe(minor(String(order.total)))
    const shares = shareRefund(units, minor(String(order.refunded)))
    const whole = order.refunded === order.total
    for (const one of requests) {
      expect(minor(one.refunded_amount)).toBe(shares.get(String(one.unit)))
      expect(one.raw_refunded_amount.value).toBe(one.refunded_amount === "0" ? "0" : String(one.refunded_amount))
      expect(one.refunded_at === null).toBe(Number(one.refunded_amount) === 0)
      expect(one.status).toBe(whole ? "cancelled" : "pending_contact")
      const history = await db.knex("service_request_status_history").where({ service_request_id: one.id })
      expect(history).toHaveLength(whole ? 3 : 2)
    }
    expect((await reconcileRefunds(db.container, EVERYTHING)).written).toBe(0)
  }

  const histories = fc
    .record({
      quantity: fc.integer({ min: 1, max: 4 }),
      cents: fc.integer({ min: 1, max: 500_000 }),
      parts: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 5 }),
      whole: fc.boolean(),
      canceled: fc.boolean(),
    })
    .chain((given) => {
      const total = given.cents / 100
      let left = given.cents
      const refunds = given.parts.map((part) => {
        const amount = Math.floor((left * part) / 100)
        left -= amount
        return amount / 100
      })
      // Core cancels a paid order by refunding what is left of it.
      if (given.whole || given.canceled) refunds.push(left / 100)
      const acts = [
        ...refunds.map((amount) => ({ act: "refund" as const, amount })),
        ...Array(4).fill({ act: "follow" }),
      ]
      return fc.record({
        ...{ quantity: fc.constant(given.quantity), total: fc.constant(total), canceled: fc.constant(given.canceled) },
        refunded: fc.constant(given.whole || given.canceled ? total : (given.cents - left) / 100),
        acts: fc.shuffledSubarray<{ act: "refund" | "follow" | "provision"; amount?: number }>(
          [...acts, { act: "provision" as const }],
          { minLength: acts.length + 1, maxLength: acts.length + 1 }
        ),
      })
    })

  it("match the one-time computation after any history of refunds, cancellation and provisioning", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ quantity, total, refunded, canceled, acts }) => {
        const { orderId } = await insertOrder(db.knex, tier, { quantity, total })
        for (const { act, amount = 0 } of acts) {
          if (act === "refund") await giveBack(orderId, amount)
          else if (act === "provision") await provision(orderId)
          else await follow(orderId)
          await drainWork(db.container)
        }
        if (canceled) await cancel(orderId)
        // Refunds are announced once or more; units provisioned later must find them without an event.
        if (canceled || acts.findLast(({ act }) => act !== "follow")?.act === "refund") {
          await follow(orderId)
          await follow(orderId)
        }
        await drainWork(db.container)
        await expectSettled(orderId, { quantity, total, refunded: canceled ? total : refunded })
      }),
      { numRuns: runs(40, 200) }
    )
  })

  it("include refunds made while their units are provisioned", async () => {
    for (let round = 0; round < 25; round++) {
      const { orderId } = await insertOrder(db.knex, tier, { quantity: 4, total: 400 })
      await provision(orderId)
      const amount = round % 2 ? 100 : 400
      await Promise.all([
        ...Array.from({ length: 2 }, () => drainWork(db.container)),
        new Promise((resolve) => setTimeout(resolve, round * 2)).then(async () => {
          await giveBack(orderId, amount)
          await follow(orderId)
          await drainWork(db.container)
        }),
      ])
      await drainWork(db.container)
      await expectSettled(orderId, { quantity: 4, total: 400, refunded: amount })
    }
  })

  it("include a refund that was followed while their transaction waited for the order's lock", async () => {
    const { orderId } = await insertOrder(db.knex, tier, { quantity: 1, total: 100 })
    await provision(orderId)
    const follower = await db.knex.transaction()
    let opened = false
    const draining = drainWork(db.container, {
      until: async () => {
        // The units' work is scheduled: following locks the order's row before the unit that is about to start.
        if (!opened && (await db.knex("service_order").where({ order_id: orderId })).length) {
          opened = true
          await follower("service_order").where({ order_id: orderId }).forUpdate()
        }
        return false
      },
    })
    // The unit's statement has begun, has seen no refund, and waits.
    const waiting = () =>
      db
        .knex("pg_stat_activity")
        .whereRaw("datname = current_database() AND wait_event_type = 'Lock'")
        .whereLike("query", "%UPDATE service_order SET units_provisioned%")
    await eventually(waiting, (rows) => rows.length > 0)
    await giveBack(orderId, 100)
    await followOrder(follower, orderId)
    await follower.commit()
    await draining
    await expectSettled(orderId, { quantity: 1, total: 100, refunded: 100 })
  })

  it("are moved once by many parallel attempts, with one history row and one email each", async () => {
    const { orderId, email } = await insertOrder(db.knex, tier, { quantity: 3, total: 300 })
    await provision(orderId)
    await drainWork(db.container)
    await giveBack(orderId, 300)
    await Promise.all(Array.from({ length: 12 }, () => db.knex.transaction((trx) => followOrder(trx, orderId))))
    await expectSettled(orderId, { quantity: 3, total: 300, refunded: 300 })
    const cancelled = await db
      .knex("message")
      .where({ recipient: email, template: "service-provisioning.status-change" })
    expect(cancelled).toHaveLength(3)
  })

  it("are found by the reconciler when no event arrived", async () => {
    const { orderId } = await insertOrder(db.knex, tier, { quantity: 2, total: 200 })
    await provision(orderId)
    await drainWork(db.container)
    await giveBack(orderId, 50)
    expect((await reconcileRefunds(db.container, recently())).written).toBe(1)
    await drainWork(db.container)
    await expectSettled(orderId, { quantity: 2, total: 200, refunded: 50 })
    await cancel(orderId)
    await giveBack(orderId, 150)
    // The same key is done, but for less than two minutes: a reconciler waits for that.
    await db
      .knex("work_item")
      .whereLike("key", `%order:${orderId}`)
      .update({ finished_at: new Date(0) })
    expect((await reconcileRefunds(db.container, recently())).written).toBe(1)
    await drainWork(db.container)
    await expectSettled(orderId, { quantity: 2, total: 200, refunded: 200 })
  })

  it("take four statements to check when nothing has changed", async () => {
    const { orderId } = await insertOrder(db.knex, tier, { quantity: 2, total: 200 })
    await provision(orderId)
    await giveBack(orderId, 20)
    await follow(orderId)
    await drainWork(db.container)
    const statements: string[] = []
    const count = (query: { sql: string }) => void statements.push(query.sql)
    await db.knex.transaction(async (trx) => {
      trx.on("query", count)
      await followOrder(trx, orderId)
    })
    expect(statements.filter((text) => !/^(BEGIN|COMMIT)/i.test(text)).length).toBeLessThanOrEqual(4)
  })
})
