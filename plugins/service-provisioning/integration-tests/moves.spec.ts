import { randomUUID } from "node:crypto"

import type { Actor } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import { drainWork } from "@atrium/work-queue/use-cases"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import { sendMessageWork } from "@atrium/notifications/contracts"
import fc from "fast-check"

import { type Database, openDatabase } from "@atrium/test-kit/database"
import { SERVICE_REQUEST_STATUSES, type ServiceRequestStatus } from "../src/contracts/statuses"
import { canMove } from "../src/domain/service-request-status"
import { moveRequest } from "../src/data/request-moves"
import { findRequest } from "../src/data/service-requests"
import { moveServiceRequest } from "../src/tx/move-service-request"
import { provisionPaymentWork } from "../src/domain/work-kinds"
import "../src/work"
import { insertOrder, someTier, type SoldTier } from "./with-database"

jest.setTimeout(300_000)
workHandlers.add(
  "test",
  workHandler(sendMessageWork, async () => undefined)
)

const staff: Actor = { type: "staff", id: "user_1" }

describe("moving a service request", () => {
  let db: Database
  let tier: SoldTier
  beforeAll(async () => {
    db = await openDatabase("moves")
    tier = await someTier(db.knex)
  })
  afterAll(() => db.close())

  const newRequest = async (): Promise<string> => {
    const { orderId } = await insertOrder(db.knex, tier)
    await enqueueWork(db.knex, [provisionPaymentWork({ order_id: orderId, payment_id: null })])
    await drainWork(db.container)
    const [request] = await db.knex("service_request").where({ order_id: orderId }).select("id")
    return request.id
  }
  const read = async (id: string) => {
    const found = await findRequest(db.knex, id)
    if (!found) throw new Error("No request")
    return found
  }
  const move = (id: string, to: ServiceRequestStatus) =>
    db.knex.transaction(async (trx) => {
      const seen = await findRequest(trx, id)
      if (seen) await moveServiceRequest(trx, seen, { to, reason: "test", actor: staff })
    })
  const historyOf = (id: string) =>
    db.knex("service_request_status_history").where({ service_request_id: id }).orderBy("sequence")
  const statusMails = (id: string) => db.knex("message").whereLike("event", `service-request:${id}:%`)

  it("keeps every allowed move with a later stamp, a history row and one email, and refuses the rest [P21 R8.4] [P26 R9.4]", async () => {
    const id = { current: await newRequest() }
    const told = { count: 0 }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SERVICE_REQUEST_STATUSES), async (to) => {
        const before = await read(id.current)
        const outcome = await move(id.current, to).then(
          () => "moved",
          (error: { code?: string }) => error.code
        )
        const after = await read(id.current)
        if (!canMove(before.status, to)) {
          expect(outcome).toBe("invalid_transition")
          expect(after).toEqual(before)
        } else {
          told.count += 1
          expect(outcome).toBe("moved")
          expect(after.status).toBe(to)
          expect(after.updated_at.getTime()).toBeGreaterThan(before.updated_at.getTime())
          const last = (await historyOf(id.current)).at(-1)
          expect(last).toMatchObject({ old_status: before.status, new_status: to, actor_id: "user_1", reason: "test" })
          const [subject] = await db.knex("tracked_subject").where({ subject_id: id.current })
          expect(subject.status).toBe(to)
        }
        expect(await statusMails(id.current)).toHaveLength(told.count)
        if (after.status === "completed" || after.status === "cancelled") {
          id.current = await newRequest()
          told.count = 0
        }
      }),
      { numRuns: 150 }
    )
  })

  it("lets one of 20 parallel moves win, with one history row and one email", async () => {
    const id = await newRequest()
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => move(id, "team_assigned")))
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "invalid_transition" })
    expect((await historyOf(id)).map((row) => row.new_status)).toEqual([
      "payment_confirmed",
      "pending_contact",
      "team_assigned",
    ])
    expect(await statusMails(id)).toHaveLength(1)
  })

  it("moves nothing when the state has changed since", async () => {
    const seen = await read(await newRequest())
    await move(seen.id, "cancelled")
    const late = { to: "team_assigned" as const, reason: null, actor: staff, requestId: undefined }
    expect(await db.knex.transaction((trx) => moveRequest(trx, seen, late))).toBeUndefined()
    expect((await read(seen.id)).status).toBe("cancelled")
  })

  it("cancels the open tasks of a canceled request", async () => {
    const id = await newRequest()
    await move(id, "cancelled")
    const tasks = await db.knex("service_request_task").where({ service_request_id: id })
    expect(tasks.length).toBeGreaterThan(0)
    expect(new Set(tasks.map((task) => task.status))).toEqual(new Set(["cancelled"]))
  })

  it("refuses a history that is not allowed, even when written with SQL", async () => {
    const id = await newRequest()
    const forge = (old: string | null, to: string) =>
      db.knex("service_request_status_history").insert({
        ...{ id: randomUUID(), service_request_id: id, old_status: old, new_status: to, actor_type: "staff" },
        ...{ created_at: new Date(), updated_at: new Date() },
      })
    for (const old of [null, ...SERVICE_REQUEST_STATUSES])
      for (const to of SERVICE_REQUEST_STATUSES) {
        const allowed = old === null ? to === "payment_confirmed" : canMove(old, to)
        const written = await forge(old, to).then(
          () => true,
          () => false
        )
        expect({ old, to, written }).toEqual({ old, to, written: allowed })
      }
  })
})
