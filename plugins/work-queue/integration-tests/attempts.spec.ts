import { advanceClock, clock, resetClock } from "@atrium/kernel"
import { currentRequestId, runInContext } from "@atrium/server"
import { type Database, runMigration } from "@atrium/test-kit/database"
import { z } from "zod"

import { defineWork, workOf } from "../src/contracts"
import { cancelManually, retryManually, retryGroupManually } from "../src/data/manual-changes"
import { groupsOf } from "../src/data/groups"
import { summaryOf } from "../src/data/summary"
import { Migration20261128053000 } from "../src/modules/work-queue/migrations/Migration20261128053000"
import { enqueueWork, reopenWork } from "../src/tx"
import {
  unhandledKinds,
  WorkFailure,
  workHandler,
  workHandlers,
  WorkParked,
  WorkPostponed,
} from "../src/extension-points"
import { drainWork, performWork } from "../src/use-cases"
import { openQueue } from "./with-queue"

// Runs alone: it expects that no plugin but its own has handlers.
const TRY = defineWork({
  kind: "test.try",
  version: 2,
  payload: z.strictObject({ mode: z.enum(["succeed", "fail", "give-up", "hang", "fail-once", "park", "postpone"]) }),
  maxAttempts: 3,
  backoffSeconds: 10,
})
const seen: { key: string; attempt: number; requestId: string | undefined; current: string | undefined }[] = []
let aborted: unknown
let roomAgain = false
let postponedUntil = new Date(0)
workHandlers.add(
  "test",
  workHandler(
    TRY,
    async ({ mode }, context) => {
      seen.push({
        key: context.key,
        attempt: context.attempt,
        requestId: context.requestId,
        current: currentRequestId(),
      })
      if (mode === "park" && !roomAgain) throw new WorkParked(`No room for ${context.key}-1`, "Room")
      if (mode === "postpone" && !roomAgain)
        throw new WorkPostponed("The service is down", { until: postponedUntil, service: "The service" })
      if (mode === "give-up") throw new WorkFailure("The account is closed", { permanent: true })
      if (mode === "fail" || (mode === "fail-once" && context.attempt === 1))
        throw new Error("SMTP refused ravi@example.com at +919876543210")
      if (mode === "hang")
        await new Promise<void>((resolve) =>
          context.signal.addEventListener("abort", () => {
            aborted = context.signal.reason
            resolve()
          })
        )
    },
    { timeoutSeconds: 0.3 }
  )
)

type Row = {
  id: string
  status: string
  attempts: number
  last_error: string | null
  waits_for: string | null
  postponed_since: Date | null
  run_at: Date
  payload: unknown
}

describe("an attempt that fails", () => {
  let queue: Database
  const row = async (key: string): Promise<Row> => {
    const found = await queue
      .knex<Row & { key: string }>("work_item")
      .where({ key: `test.try:${key}` })
      .first()
    if (!found) throw new Error(`No item ${key}`)
    return found
  }
  const enqueue = (key: string, mode: z.infer<typeof TRY.payload>["mode"]) =>
    enqueueWork(queue.knex, [workOf(TRY, { key, payload: { mode } })])

  beforeAll(async () => {
    queue = await openQueue()
  })
  afterEach(() => resetClock())
  afterAll(() => queue.close())

  it("retries a failing item after 10 and 20 seconds, then marks it dead with its reason, and one Retry brings it back", async () => {
    await enqueue("three-times", "fail")
    expect(await drainWork(queue.container)).toBe(1)
    expect(await row("three-times")).toMatchObject({ status: "retrying", attempts: 1 })
    advanceClock(9)
    expect(await drainWork(queue.container)).toBe(0)
    advanceClock(1.1)
    expect(await drainWork(queue.container)).toBe(1)
    advanceClock(19)
    expect(await drainWork(queue.container)).toBe(0)
    advanceClock(1.1)
    expect(await drainWork(queue.container)).toBe(1)
    const dead = await row("three-times")
    expect(dead).toMatchObject({ status: "dead", attempts: 3 })
    expect(dead.last_error).toBe("SMTP refused [email] at [phone]")

    const retried = await retryManually(queue.knex, dead.id)
    expect(retried).toMatchObject({ status: "due", attempts: 0, last_error: "SMTP refused [email] at [phone]" })
    expect(await drainWork(queue.container)).toBe(1)
    expect(await row("three-times")).toMatchObject({ status: "retrying", attempts: 1 })
  })

  it("clears the reason and the payload once a later attempt succeeds", async () => {
    await enqueue("once", "fail-once")
    await drainWork(queue.container)
    advanceClock(11)
    await drainWork(queue.container)
    expect(await row("once")).toMatchObject({ status: "done", attempts: 2, last_error: null, payload: null })
  })

  it("marks an item dead at once when the handler knows that no retry helps", async () => {
    await enqueue("closed", "give-up")
    expect(await performWork(queue.container, { causedBy: ["test.try:closed"], waitMs: 5000 })).toBe(false)
    expect(await row("closed")).toMatchObject({ status: "dead", attempts: 1, last_error: "The account is closed" })
  })

  it("aborts an attempt that exceeds its time and retries it later", async () => {
    await enqueue("hangs", "hang")
    await drainWork(queue.container)
    expect(await row("hangs")).toMatchObject({ status: "retrying", last_error: "Took longer than 0.3 seconds" })
    expect(String(aborted)).toContain("Took longer")
  })

  it.each([
    ["of an unknown kind", { kind: "test.unheard-of" }, "No handler for test.unheard-of"],
    ["of a newer release", { version: 3 }, "Payload version 3 is newer than this release reads (2)"],
    ["whose payload is invalid", { version: 1, payload: { mode: "dance" } }, "Payload of version 1 is invalid: mode"],
  ])("makes an item %s dead with a reason, without a try", async (name, wrong, reason) => {
    const before = seen.length
    await enqueueWork(queue.knex, [{ ...workOf(TRY, { key: name, payload: { mode: "succeed" } }), ...wrong }])
    await drainWork(queue.container)
    expect(await row(name)).toMatchObject({ status: "dead", last_error: reason })
    expect(seen).toHaveLength(before)
  })

  it("runs a handler with the id of the request that enqueued the item", async () => {
    await runInContext({ requestId: "req_thread_of_one" }, () => enqueue("thread", "succeed"))
    await drainWork(queue.container)
    expect(seen.find((one) => one.key === "test.try:thread")).toMatchObject({
      attempt: 1,
      requestId: "req_thread_of_one",
      current: "req_thread_of_one",
    })
  })

  it("parks work that waits for capacity, which is not a failure, and wakes it when there is capacity", async () => {
    const before = await summaryOf(queue.knex)
    await enqueue("waits", "park")
    expect(await performWork(queue.container, { causedBy: ["test.try:waits"], waitMs: 5000 })).toBe(false)
    expect(await row("waits")).toMatchObject({ status: "parked", last_error: "No room for test.try:waits-1" })
    expect(await summaryOf(queue.knex)).toMatchObject({ parked: before.parked + 1, dead: before.dead })
    advanceClock(86_400)
    await drainWork(queue.container)
    expect(await row("waits")).toMatchObject({ status: "parked", attempts: 1 })
    roomAgain = true
    expect(await reopenWork(queue.knex, ["test.try:waits"])).toEqual(["test.try:waits"])
    await drainWork(queue.container)
    expect(await row("waits")).toMatchObject({ status: "done", waits_for: null })
  })

  it("postpones work whose service is down without using up its attempts, and counts them again after three days", async () => {
    roomAgain = false
    await enqueue("down", "postpone")
    for (let hour = 0; hour < 48; hour++) {
      postponedUntil = new Date(clock.now().getTime() + 3_600_000)
      await drainWork(queue.container)
      advanceClock(3600)
    }
    expect(await row("down")).toMatchObject({ status: "retrying", attempts: 0, waits_for: "The service" })
    roomAgain = true
    await drainWork(queue.container)
    expect(await row("down")).toMatchObject({ status: "done", attempts: 1, waits_for: null, postponed_since: null })

    roomAgain = false
    await enqueue("longer", "postpone")
    postponedUntil = clock.now()
    await queue.knex("work_item").where({ key: "test.try:longer" }).update({ attempts: 1 })
    await queue
      .knex("work_item")
      .where({ key: "test.try:longer" })
      .update({ postponed_since: new Date(clock.now().getTime() - 73 * 3_600_000) })
    await drainWork(queue.container)
    expect(await row("longer")).toMatchObject({ status: "retrying", attempts: 2, waits_for: null })
    expect(await retryManually(queue.knex, (await row("longer")).id)).toMatchObject({ status: "due", attempts: 0 })
    roomAgain = true
    await drainWork(queue.container)
  })

  it("groups items with the same reason and retries exactly the items of a group", async () => {
    roomAgain = false
    await Promise.all([enqueue("group-1", "park"), enqueue("group-2", "park"), enqueue("group-3", "give-up")])
    await drainWork(queue.container)
    const page = { order: "-count", limit: 20, offset: 0, q: "test.try", status: undefined } as const
    const parked = (await groupsOf(queue.knex, page)).groups.filter(({ status }) => status === "parked")
    expect(parked).toMatchObject([{ kind: "test.try", reason: "No room for …", waits_for: "Room", count: 2 }])
    roomAgain = true
    const group = { status: "parked", kind: "test.try", reason: "No room for …" } as const
    expect(await retryGroupManually(queue.knex, group)).toBe(2)
    expect(await retryGroupManually(queue.knex, group)).toBe(0)
    await drainWork(queue.container)
    expect((await row("group-1")).status).toBe("done")
    expect((await row("group-3")).status).toBe("dead")
  })

  it("migrates a dead assignment without an eligible provider from an earlier release to parked", async () => {
    await runMigration(queue.knex, Migration20261128053000, "down")
    const dead = (key: string, last_error: string) => ({
      id: `work_${key}`,
      key: `provider-assignment.assign-request:${key}`,
      kind: "provider-assignment.assign-request",
      version: 1,
      status: "dead",
      max_attempts: 12,
      backoff_seconds: 2,
      run_at: new Date(),
      finished_at: new Date(),
      last_error,
    })
    await queue
      .knex("work_item")
      .insert([dead("old-1", "SR-7K2M: Nobody of 6 providers could take it."), dead("old-2", "The database was away")])
    await runMigration(queue.knex, Migration20261128053000, "up")
    const rows = await queue.knex("work_item").whereIn("id", ["work_old-1", "work_old-2"]).orderBy("id")
    expect(rows).toMatchObject([
      { status: "parked", last_error: "No eligible provider for SR-7K2M", finished_at: null },
      { status: "dead", last_error: "The database was away", waits_for: null },
    ])
  })

  it("counts work planned for later as scheduled, not as due or late", async () => {
    const before = await summaryOf(queue.knex)
    const later = new Date(clock.now().getTime() + 30 * 86_400_000)
    await enqueueWork(queue.knex, [workOf(TRY, { key: "later", payload: { mode: "succeed" }, runAt: later })])
    expect(await summaryOf(queue.knex)).toEqual({ ...before, scheduled: before.scheduled + 1 })
  })

  it("lets staff cancel an item, whose key stays taken, and refuses to retry or cancel finished items", async () => {
    await enqueue("unwanted", "fail")
    const cancelled = await cancelManually(queue.knex, (await row("unwanted")).id)
    expect(cancelled.status).toBe("cancelled")
    expect(await enqueue("unwanted", "fail")).toBe(0)
    await enqueue("finished", "succeed")
    await drainWork(queue.container)
    const { id } = await row("finished")
    await expect(retryManually(queue.knex, id)).rejects.toMatchObject({ code: "invalid_transition" })
    await expect(cancelManually(queue.knex, id)).rejects.toMatchObject({ code: "invalid_transition" })
    await expect(retryManually(queue.knex, "work_nothing")).rejects.toMatchObject({ code: "not_found" })
  })
})

describe("a kind of work", () => {
  const kind = defineWork({
    kind: "billing.send-invoice",
    version: 1,
    payload: z.strictObject({}),
    maxAttempts: 1,
    backoffSeconds: 1,
  })
  const add = (owner: string, options?: { replaces: string }) =>
    workHandlers.add(
      owner,
      workHandler(kind, async () => undefined),
      options
    )

  it("reports a kind that no plugin handles, so that the process does not start", () => {
    expect(unhandledKinds()).toEqual(["billing.send-invoice"])
    add("billing")
    expect(unhandledKinds()).toEqual([])
  })

  it("refuses two handlers of one kind and names both plugins, unless one replaces the other", () => {
    expect(() => add("acme")).toThrow(/billing\.send-invoice.*billing.*acme/)
    expect(() => add("acme", { replaces: "billing" })).not.toThrow()
  })
})
