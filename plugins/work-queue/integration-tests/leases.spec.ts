import type { Database } from "@atrium/test-kit/database"
import { z } from "zod"

import { defineWork, workOf } from "../src/contracts"
import { claimItems } from "../src/data/claim"
import type { ClaimedItem } from "../src/data/claimed-item"
import { LeaseKeeper } from "../src/data/lease-keeper"
import { settleDone, settleFailed } from "../src/data/settle"
import { enqueueWork } from "../src/tx"
import { workHandler, workHandlers } from "../src/extension-points"
import { drainWork } from "../src/use-cases"
import { openQueue } from "./with-queue"

const COUNT = defineWork({
  kind: "test.count",
  version: 1,
  payload: z.strictObject({ name: z.string(), milliseconds: z.number().default(0) }),
  maxAttempts: 2,
  backoffSeconds: 5,
})
const runs = new Map<string, number>()
const now = new Set<string>()
let overlaps = 0
workHandlers.add(
  "test",
  workHandler(COUNT, async ({ name, milliseconds }) => {
    if (now.has(name)) overlaps += 1
    now.add(name)
    runs.set(name, (runs.get(name) ?? 0) + 1)
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    now.delete(name)
  })
)

describe("a claimed item", () => {
  let queue: Database
  const enqueue = (names: string[], milliseconds = 0) =>
    enqueueWork(
      queue.knex,
      names.map((name) => workOf(COUNT, { key: name, payload: { name, milliseconds } }))
    )
  const take = async (worker: string): Promise<ClaimedItem | undefined> =>
    (await claimItems(queue.knex, { worker, limit: 10 })).claimed[0]
  const letLeasesRunOut = () =>
    queue
      .knex("work_item")
      .where({ status: "running" })
      .update({ lease_expires_at: new Date(Date.now() - 1000) })
  const find = (item: ClaimedItem) => queue.knex("work_item").where({ id: item.id }).first()

  beforeAll(async () => {
    queue = await openQueue()
  })
  beforeEach(async () => {
    await queue.knex("work_item").delete()
  })
  afterAll(() => queue.close())

  it("runs each of 300 items exactly once while six processes compete for them", async () => {
    const names = Array.from({ length: 300 }, (_, n) => `contended-${n}`)
    await enqueue(names, 2)
    const processes = Array.from({ length: 6 }, () => queue.another())
    const attempts = await Promise.all(processes.map((container) => drainWork(container)))
    expect(attempts.reduce((sum, count) => sum + count, 0)).toBe(300)
    expect(names.every((name) => runs.get(name) === 1)).toBe(true)
    expect(overlaps).toBe(0)
  })

  it("cannot be claimed while its lease holds, and can once the lease has expired", async () => {
    await enqueue(["leased"])
    const first = await take("first")
    expect(first?.attempts).toBe(1)
    expect(await take("second")).toBeUndefined()
    await letLeasesRunOut()
    expect(await take("second")).toMatchObject({ id: first?.id, attempts: 2, worker: "second" })
  })

  it("ignores the result of a process that lost its lease", async () => {
    await enqueue(["fenced"])
    const first = await take("first")
    await letLeasesRunOut()
    const second = await take("second")
    if (!first || !second) throw new Error("Nothing was claimed")
    expect(await settleDone(queue.knex, [first])).toEqual([])
    expect(await settleFailed(queue.knex, first, "too late")).toBe("lost")
    expect(await find(first)).toMatchObject({ status: "running", worker: "second", attempts: 2 })
    expect(await settleDone(queue.knex, [first, second])).toEqual([second.id])
    expect(await settleFailed(queue.knex, second, "twice")).toBe("lost")
    expect(await find(first)).toMatchObject({ status: "done", last_error: null })
  })

  it("keeps a lease that is renewed, and aborts an item whose lease was lost", async () => {
    await enqueue(["kept"])
    const item = await take("first")
    if (!item) throw new Error("Nothing was claimed")
    const errors: Error[] = []
    const keeper = new LeaseKeeper(queue.knex, (error) => errors.push(error))
    const stop = new AbortController()
    const release = keeper.hold(item, stop)
    await queue.knex("work_item").update({ lease_expires_at: new Date(Date.now() + 1000) })
    await keeper.renew()
    const renewed = await find(item)
    expect(renewed.lease_expires_at.getTime()).toBeGreaterThan(Date.now() + 10_000)
    expect(stop.signal.aborted).toBe(false)
    await letLeasesRunOut()
    await take("second")
    await keeper.renew()
    expect(stop.signal.aborted).toBe(true)
    expect(errors).toEqual([])
    release()
  })

  it("marks an item dead that crashed every process that ran it", async () => {
    await enqueue(["poison"])
    for (let start = 0; start < 7; start += 1) {
      expect(await take(`process-${start}`)).toBeDefined()
      await letLeasesRunOut()
    }
    await drainWork(queue.container)
    const dead = await queue.knex("work_item").where({ key: "test.count:poison" }).first()
    expect(dead).toMatchObject({ status: "dead", last_error: "Every process that ran this item crashed" })
    expect(runs.get("poison")).toBeUndefined()
  })
})
