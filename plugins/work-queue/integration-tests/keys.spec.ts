import type { Database } from "@atrium/test-kit/database"
import { z } from "zod"

import { defineWork, workOf } from "../src/contracts"
import { enqueueWork } from "../src/tx"
import { workHandler, workHandlers } from "../src/extension-points"
import { drainWork, performWork } from "../src/use-cases"
import { openQueue } from "./with-queue"

const GREET = defineWork({
  kind: "test.greet",
  version: 1,
  payload: z.strictObject({ name: z.string() }),
  maxAttempts: 3,
  backoffSeconds: 10,
})
const greeted: string[] = []
workHandlers.add(
  "test",
  workHandler(GREET, async ({ name }) => void greeted.push(name))
)

describe("the key of a work item", () => {
  let queue: Database
  beforeAll(async () => {
    queue = await openQueue()
  })
  afterAll(() => queue.close())

  it("writes one row when 20 callers enqueue the same key at once", async () => {
    const written = await Promise.all(
      Array.from({ length: 20 }, () =>
        enqueueWork(queue.knex, [workOf(GREET, { key: "twenty", payload: { name: "x" } })])
      )
    )
    expect(written.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await queue.knex("work_item").where({ key: "test.greet:twenty" })).toHaveLength(1)
  })

  it("never runs a key a second time, even after it is done", async () => {
    const item = workOf(GREET, { key: "once", payload: { name: "once" } })
    expect(await enqueueWork(queue.knex, [item, item])).toBe(1)
    await drainWork(queue.container)
    expect(await enqueueWork(queue.knex, [item])).toBe(0)
    await drainWork(queue.container)
    expect(greeted.filter((name) => name === "once")).toHaveLength(1)
  })

  it("does not take a key when the caller's transaction rolls back", async () => {
    const item = workOf(GREET, { key: "rolled-back", payload: { name: "rolled-back" } })
    await expect(
      queue.knex.transaction(async (trx) => {
        await enqueueWork(trx, [item])
        throw new Error("the caller fails")
      })
    ).rejects.toThrow("the caller fails")
    expect(await queue.knex("work_item").where({ key: item.key })).toHaveLength(0)
    expect(await enqueueWork(queue.knex, [item])).toBe(1)
  })

  it("does not deadlock when callers enqueue the same keys in opposite order", async () => {
    const items = Array.from({ length: 30 }, (_, n) => workOf(GREET, { key: `pair-${n}`, payload: { name: "pair" } }))
    const written = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        queue.knex.transaction((trx) => enqueueWork(trx, n % 2 ? items : [...items].reverse()))
      )
    )
    expect(written.reduce((sum, count) => sum + count, 0)).toBe(30)
  })

  it("runs due work in performWork and returns true", async () => {
    const item = workOf(GREET, { key: "now", payload: { name: "now" } })
    await enqueueWork(queue.knex, [item])
    expect(await performWork(queue.container, { causedBy: [item.key], waitMs: 2000 })).toBe(true)
    expect(greeted).toContain("now")
    expect(await performWork(queue.container, { causedBy: [item.key], waitMs: 0 })).toBe(true)
  })

  it("reopens a finished key only for a reconciler, and only two minutes after it was done", async () => {
    const item = workOf(GREET, { key: "again", payload: { name: "again" } })
    await enqueueWork(queue.knex, [item])
    await drainWork(queue.container)
    expect(await enqueueWork(queue.knex, [item], { reopenDone: true })).toBe(0)
    await queue
      .knex("work_item")
      .where({ key: item.key })
      .update({ finished_at: new Date(Date.now() - 121_000) })
    expect(await enqueueWork(queue.knex, [item])).toBe(0)
    expect(await enqueueWork(queue.knex, [item], { reopenDone: true })).toBe(1)
    await drainWork(queue.container)
    expect(greeted.filter((name) => name === "again")).toHaveLength(2)
  })
})
