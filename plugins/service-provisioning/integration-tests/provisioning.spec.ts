import { enqueueWork } from "@atrium/work-queue/tx"
import { drainWork, EVERYTHING, recently } from "@atrium/work-queue/use-cases"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import { sendMessageWork } from "@atrium/notifications/contracts"
import { column, openColumn, sqlRows } from "@atrium/server"
import fc from "fast-check"
import { z } from "zod"

import { type Database, openDatabase } from "@atrium/test-kit/database"
import { PROVISION_UNIT, provisionPaymentWork } from "../src/domain/work-kinds"
import "../src/work"
import { reconcileProvisioning } from "../src/use-cases/reconcile-provisioning"
import { copyOrder, insertOrder, someTier, type SoldTier } from "./with-database"

jest.setTimeout(300_000)

// Delivery is not tested here, only which emails were requested.
workHandlers.add(
  "test",
  workHandler(sendMessageWork, async () => undefined)
)

describe("provisioning", () => {
  let db: Database
  let tier: SoldTier
  beforeAll(async () => {
    db = await openDatabase("provisioning")
    tier = await someTier(db.knex)
  })
  afterAll(() => db.close())

  const provision = async (orderId: string) => {
    await enqueueWork(db.knex, [provisionPaymentWork({ order_id: orderId, payment_id: null })])
    await drainWork(db.container)
  }
  const requestsOf = (orderId: string) => db.knex("service_request").where({ order_id: orderId }).orderBy("unit")
  const Mail = z.object({ id: column.text, props: z.unknown() })
  const Lines = z.object({ lines: z.array(z.object({ references: z.array(z.string()) })) })
  const encrypted = { table: "message", columns: { props: "json" } } as const
  const mailsTo = async (recipient: string) =>
    (await sqlRows(db.knex, Mail, "SELECT id, props FROM message WHERE recipient = ?", [recipient])).map(
      ({ id, props }) => ({ id, props: openColumn(encrypted, { column: "props", id }, props) })
    )

  it("makes one complete service request for each paid unit, in pending_contact [P15 R7.1] [P19 R7.5]", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 500_000 }),
        async (quantity, total) => {
          const { orderId, email } = await insertOrder(db.knex, tier, { quantity, total })
          await provision(orderId)
          const requests = await requestsOf(orderId)
          expect(requests.map((request) => request.unit)).toEqual(
            Array.from({ length: quantity }, (_, index) => index + 1)
          )
          const sum = requests.reduce((whole, request) => whole + Math.round(Number(request.payment_amount) * 100), 0)
          expect(sum).toBe(total * 100)
          for (const request of requests) {
            expect(request).toMatchObject({
              status: "pending_contact",
              customer_email: email,
              service_id: tier.product_id,
            })
            for (const field of [
              "reference_number",
              "service_title",
              "tier_title",
              "template_version_id",
              "customer_name",
              "currency_code",
              "paid_at",
              "due_at",
            ])
              expect(request[field]).toBeTruthy()
            const history = await db
              .knex("service_request_status_history")
              .where({ service_request_id: request.id })
              .orderBy("sequence")
            expect(history.map((move) => move.new_status)).toEqual(["payment_confirmed", "pending_contact"])
          }
          expect(await mailsTo(email)).toHaveLength(1)
        }
      ),
      { numRuns: 100 }
    )
  })

  it("makes one request, one number and one email of 20 parallel attempts at one unit", async () => {
    const { orderId, lineId, email } = await insertOrder(db.knex, tier)
    await enqueueWork(db.knex, [provisionPaymentWork({ order_id: orderId, payment_id: null })])
    let batches = 0
    await drainWork(db.container, { until: () => batches++ > 0 })
    const [item] = await db.knex("work_item").where({ kind: PROVISION_UNIT.kind }).whereLike("key", `%${lineId}%`)
    // The same unit under 20 more keys, as if the queue had lost its uniqueness.
    await enqueueWork(
      db.knex,
      Array.from({ length: 20 }, (_, index) => ({
        ...{ kind: item.kind, version: item.version, payload: item.payload, maxAttempts: 3, backoffSeconds: 1 },
        key: `${item.key}:again-${index}`,
      }))
    )
    await Promise.all(Array.from({ length: 4 }, () => drainWork(db.container)))
    const requests = await requestsOf(orderId)
    expect(requests).toHaveLength(1)
    const subjects = await db.knex("tracked_subject").where({ reference_number: requests[0]?.reference_number })
    expect(subjects).toHaveLength(1)
    expect(await mailsTo(email)).toHaveLength(1)
    const open = await db.knex("work_item").whereLike("key", `${item.key}:again-%`).whereNot({ status: "done" })
    expect(open).toEqual([])
  })

  it("sends one confirmation with every number, however many units finish at once", async () => {
    const { orderId, email } = await insertOrder(db.knex, tier, { quantity: 12, total: 1200 })
    await enqueueWork(db.knex, [provisionPaymentWork({ order_id: orderId, payment_id: null })])
    await Promise.all(Array.from({ length: 4 }, () => drainWork(db.container)))
    await drainWork(db.container)
    const numbers = (await requestsOf(orderId)).map((request) => request.reference_number)
    expect(new Set(numbers).size).toBe(12)
    const [mail, ...others] = await mailsTo(email)
    expect(others).toEqual([])
    const { lines } = Lines.parse(mail?.props)
    expect(lines.flatMap((line) => line.references).sort()).toEqual(numbers.sort())
  })

  it("provisions nothing that is not paid in full, and catches up once it is", async () => {
    const { orderId } = await insertOrder(db.knex, tier, { total: 500, paid: 200 })
    await provision(orderId)
    expect(await requestsOf(orderId)).toEqual([])
    await reconcileProvisioning(db.container, recently())
    expect(await requestsOf(orderId)).toEqual([])
    await db.knex("order_transaction").where({ order_id: orderId }).update({ amount: 500 })
    // Done for more than two minutes: a reconciler may open it again.
    await db
      .knex("work_item")
      .whereLike("key", `%${orderId}`)
      .update({ finished_at: new Date(Date.now() - 180_000) })
    expect((await reconcileProvisioning(db.container, recently())).written).toBe(1)
    await drainWork(db.container)
    expect(await requestsOf(orderId)).toHaveLength(1)
    expect((await reconcileProvisioning(db.container, EVERYTHING)).written).toBe(0)
  })

  it("reconciling reaches a valid order behind 1,100 that need a decision by staff, and counts those", async () => {
    const BROKEN = 1100
    const { orderId } = await insertOrder(db.knex, tier)
    await copyOrder(db.knex, orderId, BROKEN)
    const broken = await db.knex("order").whereLike("id", "order_0000%").select<{ id: string }[]>("id")
    await enqueueWork(
      db.knex,
      broken.map(({ id }) => provisionPaymentWork({ order_id: id, payment_id: null }))
    )
    await db.knex("work_item").whereLike("key", "%:order_0000%").update({ status: "dead", last_error: "Gave up" })
    expect(await reconcileProvisioning(db.container, recently())).toMatchObject({
      written: 1,
      skipped: { dead: BROKEN, cancelled: 0, archived: 0 },
    })
    expect(await reconcileProvisioning(db.container, EVERYTHING)).toMatchObject({
      written: 0,
      skipped: { dead: BROKEN },
    })
    await drainWork(db.container)
    expect(await requestsOf(orderId)).toHaveLength(1)
    await db.knex("order").whereLike("id", "order_0000%").update({ deleted_at: new Date() })
  })

  it("provisions an order that costs nothing", async () => {
    const { orderId } = await insertOrder(db.knex, tier, { total: 0 })
    await provision(orderId)
    expect(await requestsOf(orderId)).toHaveLength(1)
  })

  it("confirms an order of goods once and makes no request of it", async () => {
    const goods = { ...tier, product_id: "prod_goods", variant_id: "variant_goods" }
    const { orderId, email } = await insertOrder(db.knex, goods)
    await provision(orderId)
    expect(await requestsOf(orderId)).toEqual([])
    expect(await mailsTo(email)).toMatchObject([
      { props: { lines: [], goods: [{ title: "A service – Basic", quantity: 1, amount: 1000 }], amount: 1000 } },
    ])
    await enqueueWork(db.knex, [provisionPaymentWork({ order_id: orderId, payment_id: "pay_again" })])
    await drainWork(db.container)
    expect(await mailsTo(email)).toHaveLength(1)
  })

  it("takes at most 12 statements for one unit", async () => {
    const { orderId } = await insertOrder(db.knex, tier)
    await enqueueWork(db.knex, [provisionPaymentWork({ order_id: orderId, payment_id: null })])
    let done = 0
    const seen: string[] = []
    db.knex.on("query", (query: { sql: string }) => seen.push(query.sql))
    await drainWork(db.container, { until: () => ++done > 3 })
    const start = seen.findIndex((sql) => sql.includes("service_template_version v ON v.id"))
    const unit = seen.slice(start, seen.findIndex((sql, index) => index > start && sql.startsWith("COMMIT")) + 1)
    expect(start).toBeGreaterThan(0)
    expect(unit.length).toBeLessThanOrEqual(12)
  })
})
