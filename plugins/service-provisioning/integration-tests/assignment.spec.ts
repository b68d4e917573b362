import type { Actor } from "@atrium/kernel"
import { sendMessageWork } from "@atrium/notifications/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import { defineWork, workOf } from "@atrium/work-queue/contracts"
import { drainWork } from "@atrium/work-queue/use-cases"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import fc from "fast-check"
import { z } from "zod"

import { type Database, openDatabase } from "@atrium/test-kit/database"
import { SERVICE_REQUEST_STATUSES } from "../src/contracts/statuses"
import { statusOnProviderChange } from "../src/domain/provider-change"
import { findRequest } from "../src/data/service-requests"
import { assignProviderToRequest, recordAffiliateOfOrder } from "../src/tx"
import { moveServiceRequest } from "../src/tx/move-service-request"
import { provisionedRequestWork, type RequestMove, requestMoveEffects } from "../src/extension-points"
import { listServiceRequests, readServiceRequest } from "../src/use-cases/read-service-requests"
import { provisionPaymentWork } from "../src/domain/work-kinds"
import "../src/work"
import { insertOrder, someTier, type SoldTier } from "./with-database"

jest.setTimeout(300_000)
workHandlers.add(
  "test",
  workHandler(sendMessageWork, async () => undefined)
)

const staff: Actor = { type: "staff", id: "user_1" }
const asha = { id: "prov_asha", name: "Asha Rao" }
const ben = { id: "prov_ben", name: "Ben Ode" }

// Runs alone: what it adds to provisioning and to moves would apply to other files too.
const FOLLOW_UP = defineWork({
  ...{ kind: "test.follow-up", version: 1, maxAttempts: 1, backoffSeconds: 1 },
  payload: z.strictObject({ request_id: z.string() }),
})
provisionedRequestWork.add("test", {
  name: "test.follow-up",
  work: ({ id }) => [workOf(FOLLOW_UP, { key: id, payload: { request_id: id } })],
})
workHandlers.add(
  "test",
  workHandler(FOLLOW_UP, async () => undefined)
)

const moves: RequestMove[] = []
let failing = false
requestMoveEffects.add("test", {
  name: "test.seen-moves",
  run: async (_trx, move) => {
    moves.push(move)
    if (failing) throw new Error("The effect failed")
  },
})

describe("assigning a service request to a provider", () => {
  let db: Database
  let tier: SoldTier
  beforeAll(async () => {
    db = await openDatabase("assignment")
    tier = await someTier(db.knex)
  })
  afterAll(() => db.close())
  beforeEach(() => void (moves.length = 0))

  const provision = async (orderId: string) => {
    await enqueueWork(db.knex, [provisionPaymentWork({ order_id: orderId, payment_id: null })])
    await drainWork(db.container)
  }
  const newRequest = async (): Promise<string> => {
    const { orderId } = await insertOrder(db.knex, tier)
    await provision(orderId)
    const [request] = await db.knex("service_request").where({ order_id: orderId }).select("id")
    return request.id
  }
  const read = async (id: string) => {
    const found = await findRequest(db.knex, id)
    if (!found) throw new Error("No request")
    return found
  }
  const assign = (id: string, provider: typeof asha | null, reason: string | null = null) =>
    db.knex.transaction((trx) => assignProviderToRequest(trx, { request_id: id, provider, actor: staff, reason }))
  const move = (id: string, to: (typeof SERVICE_REQUEST_STATUSES)[number], actor = staff) =>
    db.knex.transaction(async (trx) => moveServiceRequest(trx, await read(id), { to, reason: null, actor }))
  const historyOf = async (id: string): Promise<string[]> =>
    (await db.knex("service_request_status_history").where({ service_request_id: id }).orderBy("sequence")).map(
      (row) => row.new_status
    )
  const timelineOf = (id: string) => db.knex("timeline_event").where({ subject_id: id }).orderBy("seq")
  const statusMails = (id: string) => db.knex("message").whereLike("event", `service-request:${id}:%`)

  it("shows the provider assigned last, in the matching state, after any sequence of changes [P20 R8.2]", async () => {
    const id = { current: await newRequest() }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(asha, ben, null, "begin" as const, "end" as const), async (act) => {
        const before = await read(id.current)
        const told = (await statusMails(id.current)).length
        const outcome = await (
          act === "begin" || act === "end"
            ? move(id.current, act === "begin" ? "in_progress" : "completed")
            : assign(id.current, act)
        ).then(
          () => "done",
          (error: { code?: string }) => error.code
        )
        const after = await read(id.current)
        if (act !== "begin" && act !== "end") {
          const same = before.provider_id === (act?.id ?? null)
          const to = same ? before.status : statusOnProviderChange(before.status, act !== null)
          expect(outcome).toBe(to === undefined ? "invalid_transition" : "done")
          if (to === undefined || same) expect(after).toEqual(before)
          else {
            expect(after).toMatchObject({ status: to, provider_id: act?.id ?? null, provider_name: act?.name ?? null })
            expect(after.updated_at.getTime()).toBeGreaterThan(before.updated_at.getTime())
            const [event] = (await timelineOf(id.current)).slice(-1)
            expect(event.visibility).toBe(to === before.status ? "internal" : "public")
            expect((await statusMails(id.current)).length).toBe(told + (to === before.status ? 0 : 1))
          }
        }
        expect((await historyOf(id.current)).at(-1)).toBe(after.status)
        if (after.status === "completed") id.current = await newRequest()
      }),
      { numRuns: 120 }
    )
  })

  it("lets one of 20 parallel assignments win, with one history row, one email and one effect", async () => {
    const id = await newRequest()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => assign(id, { id: `prov_${index}`, name: `Provider ${index}` }))
    )
    const refused = outcomes.filter((outcome) => outcome.status === "rejected")
    // Later attempts that read the first one's provider change it; those that read none are refused.
    for (const one of refused) expect(one.reason).toMatchObject({ code: "invalid_transition" })
    expect(await historyOf(id)).toEqual(["payment_confirmed", "pending_contact", "team_assigned"])
    expect(await statusMails(id)).toHaveLength(1)
    expect(moves.map((one) => [one.request.status, one.request.provider_id, one.to])).toEqual([
      ["pending_contact", null, "team_assigned"],
    ])
    const changes = (await timelineOf(id)).filter((event) => event.type === "provider_changed")
    expect(changes).toHaveLength(20 - refused.length - 1)
  })

  it("refuses a change that was based on another provider", async () => {
    const id = await newRequest()
    await assign(id, asha)
    const late = db.knex.transaction(async (trx) => {
      // Another change commits between this transaction's read and its write.
      const seen = await findRequest(trx, id)
      await assign(id, ben)
      if (seen) await moveServiceRequest(trx, seen, { to: "in_progress", reason: null, actor: staff })
    })
    await expect(late).rejects.toMatchObject({ code: "invalid_transition" })
    expect(await read(id)).toMatchObject({ provider_id: "prov_ben", status: "team_assigned" })
  })

  it("unassigns the provider when a request returns to pending contact, and keeps the name in all other states", async () => {
    const id = await newRequest()
    await assign(id, asha)
    await move(id, "pending_contact")
    expect(await read(id)).toMatchObject({ provider_id: null, provider_name: null })
    await assign(id, ben)
    await move(id, "cancelled")
    expect(await read(id)).toMatchObject({ provider_id: "prov_ben", status: "cancelled" })
    expect(moves.at(-1)).toMatchObject({ to: "cancelled", request: { provider_id: "prov_ben" } })
    await expect(assign(id, asha)).rejects.toMatchObject({ code: "invalid_transition" })
    await expect(assign("sreq_none", asha)).rejects.toMatchObject({ code: "not_found" })
  })

  it("changes nothing when an effect throws", async () => {
    const id = await newRequest()
    failing = true
    await expect(assign(id, asha)).rejects.toThrow("The effect failed")
    failing = false
    expect(await read(id)).toMatchObject({ provider_id: null, status: "pending_contact" })
    expect(await historyOf(id)).toEqual(["payment_confirmed", "pending_contact"])
    expect(await statusMails(id)).toEqual([])
  })

  it("lets a provider start and finish a request, and nothing else", async () => {
    const provider: Actor = { type: "provider", id: asha.id }
    const id = await newRequest()
    await assign(id, asha)
    for (const to of ["cancelled", "pending_contact", "completed"] as const)
      await expect(move(id, to, provider)).rejects.toMatchObject({ code: "invalid_transition" })
    await move(id, "in_progress", provider)
    await expect(move(id, "cancelled", provider)).rejects.toMatchObject({ code: "invalid_transition" })
    await move(id, "completed", provider)
    expect((await read(id)).status).toBe("completed")
  })

  it("shows a provider exactly the requests assigned to it, in lists and one by one [P22 R8.5]", async () => {
    const providers = [1, 2, 3].map((number) => ({ id: `prov_list_${number}`, name: `Provider ${number}` }))
    const owned: { id: string; provider_id: string; status: string }[] = []
    for (let index = 0; index < 12; index++) {
      const id = await newRequest()
      const provider = providers[index % 3]
      if (!provider) continue
      await assign(id, provider)
      if (index % 2) await move(id, "in_progress")
      owned.push({ id, provider_id: provider.id, status: (await read(id)).status })
    }
    const page = { limit: 100, offset: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...providers.map((one) => one.id), "prov_nobody", "none"]),
        fc.option(fc.subarray([...SERVICE_REQUEST_STATUSES], { minLength: 1 }), { nil: undefined }),
        async (ids, status) => {
          const expected = owned
            .filter((one) => ids.includes(one.provider_id) && (!status || status.some((own) => own === one.status)))
            .map((one) => one.id)
          const list = await listServiceRequests(db.container, { provider_id: ids, status }, page)
          expect(list.service_requests.map((one) => one.id).sort()).toEqual(expected.sort())
          expect(list.count).toBe(expected.length)
        }
      ),
      { numRuns: 100 }
    )
    for (const one of owned)
      for (const provider of providers) {
        const detail = await readServiceRequest(db.container, one.id, { provider_id: provider.id })
        if (provider.id !== one.provider_id) expect(detail).toBeUndefined()
        else expect(detail?.allowed_statuses).toEqual(one.status === "team_assigned" ? ["in_progress"] : ["completed"])
      }
  })

  it("schedules the work of each new request in its transaction", async () => {
    const { orderId } = await insertOrder(db.knex, tier, { quantity: 3, total: 300 })
    await provision(orderId)
    const requests = await db.knex("service_request").where({ order_id: orderId })
    const due = await db.knex("work_item").whereIn(
      "key",
      requests.map((request) => `${FOLLOW_UP.kind}:${request.id}`)
    )
    expect(due).toHaveLength(3)
  })

  describe("the affiliate of an order", () => {
    const maya = { id: "aff_maya", code: "MAYA10" }
    const credited = (orderId: string, affiliate = maya) =>
      db.knex.transaction((trx) => recordAffiliateOfOrder(trx, { order_id: orderId, affiliate }))
    const affiliates = async (orderId: string) =>
      (await db.knex("service_request").where({ order_id: orderId }).orderBy("unit")).map((one) => one.affiliate_code)

    it("is on every request, whether credited before, between or after their provisioning, in at most two statements", async () => {
      const before = await insertOrder(db.knex, tier, { quantity: 2, total: 200 })
      await credited(before.orderId)
      await provision(before.orderId)
      expect(await affiliates(before.orderId)).toEqual(["MAYA10", "MAYA10"])
      const after = await insertOrder(db.knex, tier, { quantity: 2, total: 200 })
      await provision(after.orderId)
      const statements: string[] = []
      const count = (query: { sql: string }) => void statements.push(query.sql)
      db.knex.on("query", count)
      await credited(after.orderId)
      db.knex.removeListener("query", count)
      expect(statements.filter((text) => !/^(BEGIN|COMMIT)/i.test(text))).toHaveLength(2)
      expect(await affiliates(after.orderId)).toEqual(["MAYA10", "MAYA10"])
      await credited(after.orderId, { id: "aff_other", code: "OTHER" })
      expect(await affiliates(after.orderId)).toEqual(["OTHER", "OTHER"])
    })

    it("misses no unit that is provisioned at the same moment", async () => {
      for (let round = 0; round < 20; round++) {
        const { orderId } = await insertOrder(db.knex, tier, { quantity: 4, total: 400 })
        await enqueueWork(db.knex, [provisionPaymentWork({ order_id: orderId, payment_id: null })])
        await Promise.all([
          ...Array.from({ length: 3 }, () => drainWork(db.container)),
          new Promise((resolve) => setTimeout(resolve, round * 2)).then(() => credited(orderId)),
        ])
        await drainWork(db.container)
        expect(await affiliates(orderId)).toEqual(["MAYA10", "MAYA10", "MAYA10", "MAYA10"])
      }
    })
  })
})
