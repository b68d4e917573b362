import fc from "fast-check"
import type { Database } from "@atrium/test-kit/database"
import { z } from "zod"

import { defineWork, workOf } from "../src/contracts"
import { archiveFinished } from "../src/data/archive"
import { enqueueWork } from "../src/tx"
import { workHandler, workHandlers } from "../src/extension-points"
import { archiveWork, drainWork, performWork } from "../src/use-cases"
import { openQueue } from "./with-queue"

const STEP = defineWork({
  kind: "test.step",
  version: 1,
  payload: z.strictObject({ name: z.string() }),
  maxAttempts: 1,
  backoffSeconds: 1,
})
const runs = new Map<string, number>()
workHandlers.add(
  "test",
  workHandler(STEP, async ({ name }) => void runs.set(name, (runs.get(name) ?? 0) + 1))
)
const item = (name: string) => workOf(STEP, { key: name, payload: { name } })

const thirtyDaysAgo = () => new Date(Date.now() - 30 * 86_400_000)

describe("the archive", () => {
  let queue: Database
  const monthLater = () =>
    queue
      .knex("work_item")
      .whereIn("status", ["done", "cancelled"])
      .update({ finished_at: new Date(Date.now() - 31 * 86_400_000) })
  const nextDay = () => queue.knex("work_key").update({ archived_at: new Date(Date.now() - 86_400_000) })

  beforeAll(async () => {
    queue = await openQueue()
  })
  afterAll(() => queue.close())

  it("removes finished rows after 30 days and keeps their keys taken forever", async () => {
    await enqueueWork(queue.knex, [item("old"), item("young")])
    await drainWork(queue.container)
    await queue
      .knex("work_item")
      .where({ key: "test.step:old" })
      .update({ finished_at: new Date(Date.now() - 31 * 86_400_000) })
    expect(await archiveWork(queue.container, thirtyDaysAgo())).toEqual({ copied: 1, removed: 0 })
    expect(await enqueueWork(queue.knex, [item("old")])).toBe(0)
    await nextDay()
    expect(await archiveWork(queue.container, thirtyDaysAgo())).toEqual({ copied: 0, removed: 1 })
    expect(await queue.knex("work_item").select("key")).toEqual([{ key: "test.step:young" }])
    expect(await enqueueWork(queue.knex, [item("old"), item("young")], { reopenDone: true })).toBe(0)
    expect(await performWork(queue.container, { causedBy: ["test.step:old"], waitMs: 0 })).toBe(true)
    expect(await drainWork(queue.container)).toBe(0)
  })

  it("never archives open or dead items", async () => {
    await enqueueWork(queue.knex, [item("open"), { ...item("dead"), kind: "test.nobody" }])
    await queue
      .knex("work_item")
      .where({ key: "test.step:open" })
      .update({ run_at: new Date(Date.now() + 3_600_000) })
    await drainWork(queue.container)
    await queue
      .knex("work_item")
      .where({ status: "dead" })
      .update({ finished_at: new Date(0) })
    await archiveWork(queue.container, thirtyDaysAgo())
    await nextDay()
    await archiveWork(queue.container, thirtyDaysAgo())
    const left = await queue.knex("work_item").whereIn("key", ["test.step:open", "test.step:dead"]).select("status")
    expect(left.map(({ status }) => status).sort()).toEqual(["dead", "due"])
  })

  it("runs every key exactly once over random histories of enqueue, drain, archive and days that pass", async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ do: fc.constant("enqueue" as const), n: fc.integer({ min: 0, max: 4 }) }) },
      { weight: 2, arbitrary: fc.constant({ do: "drain" as const, n: 0 }) },
      { weight: 3, arbitrary: fc.constant({ do: "archive" as const, n: 0 }) },
      { weight: 2, arbitrary: fc.constant({ do: "days" as const, n: 0 }) }
    )
    let history = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        history += 1
        const enqueued = new Set<string>()
        for (const { do: what, n } of steps) {
          const name = `history-${history}-${n}`
          if (what === "enqueue")
            await Promise.all([enqueueWork(queue.knex, [item(name)]), archiveFinished(queue.knex, thirtyDaysAgo())])
          if (what === "enqueue") enqueued.add(name)
          if (what === "drain") await drainWork(queue.container)
          if (what === "archive") await archiveFinished(queue.knex, thirtyDaysAgo())
          if (what === "days") await Promise.all([monthLater(), nextDay()])
        }
        await drainWork(queue.container)
        for (const name of enqueued) expect(runs.get(name)).toBe(1)
      }),
      { numRuns: 100 }
    )
  }, 60_000)
})
