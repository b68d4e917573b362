import type { Database } from "@atrium/test-kit/database"
import { z } from "zod"

import { defineWork, workOf } from "../src/contracts"
import { Worker } from "../src/data/worker"
import { enqueueWork } from "../src/tx"
import { workHandler, workHandlers } from "../src/extension-points"
import { openQueue } from "./with-queue"

const STAMP = defineWork({
  kind: "test.stamp",
  version: 1,
  payload: z.strictObject({ name: z.string(), milliseconds: z.number().default(0) }),
  maxAttempts: 3,
  backoffSeconds: 1,
})
const begun = new Map<string, number>()
const failing = new Set<string>()
let atOnce = 0
let mostAtOnce = 0
workHandlers.add(
  "test",
  workHandler(STAMP, async ({ name, milliseconds }) => {
    begun.set(name, performance.now())
    if (failing.delete(name)) throw new Error("Not this time")
    mostAtOnce = Math.max(mostAtOnce, ++atOnce)
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    atOnce -= 1
  })
)

const until = async (condition: () => boolean | Promise<boolean>, seconds = 10) => {
  const deadline = Date.now() + seconds * 1000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("It did not happen in time")
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe("the live worker", () => {
  let queue: Database
  let worker: Worker
  const stamp = (name: string, milliseconds = 0, runAt?: Date) =>
    workOf(STAMP, { key: name, payload: { name, milliseconds }, ...(runAt ? { runAt } : {}) })
  const statusOf = async (name: string) =>
    (
      await queue
        .knex("work_item")
        .where({ key: `test.stamp:${name}` })
        .first("status")
    )?.status

  beforeAll(async () => {
    queue = await openQueue()
    worker = new Worker(queue.another(), { concurrency: 3, connection: queue.connection })
    await worker.start()
  })
  afterAll(async () => {
    await worker.stop()
    await queue.close()
  })

  it("picks up work within 300 milliseconds of the commit (p95 of 100)", async () => {
    const waits: number[] = []
    for (let n = 0; n < 100; n += 1) {
      const name = `pick-up-${n}`
      await queue.knex.transaction((trx) => enqueueWork(trx, [stamp(name)]))
      const promised = performance.now()
      await until(() => begun.has(name))
      waits.push((begun.get(name) ?? Infinity) - promised)
    }
    expect(waits.sort((a, b) => a - b)[94]).toBeLessThanOrEqual(300)
  })

  it("never exceeds its concurrency and completes all items", async () => {
    mostAtOnce = 0
    await enqueueWork(
      queue.knex,
      Array.from({ length: 40 }, (_, n) => stamp(`share-${n}`, 5))
    )
    await until(async () => (await queue.knex("work_item").whereNot({ status: "done" })).length === 0)
    expect(mostAtOnce).toBe(3)
  })

  it("wakes up for scheduled work and for a retry", async () => {
    const moment = Date.now() + 700
    await enqueueWork(queue.knex, [stamp("later", 0, new Date(moment))])
    await until(() => begun.has("later"))
    expect(Date.now()).toBeGreaterThanOrEqual(moment)
    expect(Date.now() - moment).toBeLessThan(1500)
    failing.add("again")
    await enqueueWork(queue.knex, [stamp("again")])
    await until(async () => (await statusOf("again")) === "done")
  })

  it("reconnects after its connection was cut, and finds missed work by polling", async () => {
    await queue.knex.raw(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    )
    await enqueueWork(queue.knex, [stamp("unheard")])
    await until(() => begun.has("unheard"), 5)
    await new Promise((resolve) => setTimeout(resolve, 1300))
    const promised = performance.now()
    await enqueueWork(queue.knex, [stamp("heard")])
    await until(() => begun.has("heard"))
    expect((begun.get("heard") ?? Infinity) - promised).toBeLessThan(1000)
  })

  it("finishes running items and starts nothing new when it is stopped", async () => {
    const other = new Worker(queue.another(), { concurrency: 1, connection: queue.connection })
    await worker.stop()
    await other.start()
    await enqueueWork(queue.knex, [stamp("last", 300)])
    await until(() => begun.has("last"))
    await enqueueWork(queue.knex, [stamp("after")])
    await other.stop()
    expect(await statusOf("last")).toBe("done")
    expect(await statusOf("after")).toBe("due")
  })
})
