import { currentCause, newCallId, runCausedBy, runInContext } from "@atrium/server"
import type { Database } from "@atrium/test-kit/database"
import { z } from "zod"

import { defineWork, workOf } from "../src/contracts"
import { enqueueWork } from "../src/tx"
import { WorkFailure, workHandler, workHandlers } from "../src/extension-points"
import { drainWork, performWork } from "../src/use-cases"
import { openQueue } from "./with-queue"

const payload = z.strictObject({
  /** Names of the items it enqueues, each of which enqueues nothing. */
  enqueues: z.array(z.string()).default([]),
  milliseconds: z.number().default(0),
  fails: z.boolean().default(false),
})
const kindOf = (kind: string) => defineWork({ kind, version: 1, payload, maxAttempts: 2, backoffSeconds: 60 })
const PARENT = kindOf("test.parent")
const CHILD = kindOf("test.child")
const GRANDCHILD = kindOf("test.grandchild")
const LETTER = kindOf("test.letter")

let queue: Database
const done: string[] = []
const register = (kind: typeof PARENT, child?: typeof PARENT) =>
  workHandlers.add(
    "test",
    workHandler(kind, async ({ enqueues, milliseconds, fails }, { key }) => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      if (fails) throw new WorkFailure("It cannot be done", { permanent: true })
      if (child)
        await enqueueWork(
          queue.knex,
          enqueues.map((name) => workOf(child, { key: name, payload: payload.parse({ enqueues: [`${name}-1`] }) }))
        )
      done.push(key)
    })
  )
register(PARENT, CHILD)
register(CHILD, GRANDCHILD)
register(GRANDCHILD)
register(LETTER)

describe("what a call causes", () => {
  const item = (name: string, input: z.input<typeof payload> = {}, kind = PARENT) =>
    workOf(kind, { key: name, payload: payload.parse(input) })
  /** Enqueues in a separate call and returns the id of that call. */
  const call = async (...items: ReturnType<typeof item>[]): Promise<string> => {
    const id = newCallId()
    await runInContext({ requestId: "req_shared_by_many", cause: id }, () => enqueueWork(queue.knex, items))
    return id
  }
  const causeOf = async (key: string) => (await queue.knex("work_item").where({ key }).first("caused_by"))?.caused_by

  beforeAll(async () => {
    queue = await openQueue()
  })
  beforeEach(async () => {
    await queue.knex("work_item").delete()
    done.length = 0
  })
  afterAll(() => queue.close())

  it("stores with each work item the call, or the work item, that enqueued it", async () => {
    const id = await call(item("kept", { enqueues: ["kept-child"] }))
    await enqueueWork(queue.knex, [item("nobody")])
    await drainWork(queue.container)
    expect(await causeOf("test.parent:kept")).toBe(id)
    expect(await causeOf("test.child:kept-child")).toBe("test.parent:kept")
    expect(await causeOf("test.grandchild:kept-child-1")).toBe("test.child:kept-child")
    expect(await causeOf("test.parent:nobody")).toBeNull()
  })

  it("performs the work that a call caused, including indirectly caused work, and no other", async () => {
    await call(item("other"))
    const id = await call(item("first", { enqueues: ["a", "b"] }), item("second"))
    expect(await performWork(queue.container, { causedBy: [id], waitMs: 5000 })).toBe(true)
    expect(done.sort()).toEqual(
      ["child:a", "child:b", "grandchild:a-1", "grandchild:b-1", "parent:first", "parent:second"].map(
        (name) => `test.${name}`
      )
    )
  })

  it("performs work by its key even if another call enqueued it", async () => {
    const work = item("shared", { enqueues: ["shared-child"] })
    await call(work)
    const second = await call(work)
    expect(await causeOf(work.key)).not.toBe(second)
    expect(await performWork(queue.container, { causedBy: [work.key], waitMs: 5000 })).toBe(true)
    expect(done).toContain("test.grandchild:shared-child-1")
  })

  it("performs only the requested kinds", async () => {
    const id = await call(item("asked", { enqueues: ["asked-child"] }), item("letter", {}, LETTER))
    const asked = { causedBy: [id], kinds: [PARENT, CHILD], waitMs: 5000 }
    expect(await performWork(queue.container, asked)).toBe(true)
    expect(done.sort()).toEqual(["test.child:asked-child", "test.parent:asked"])
    await drainWork(queue.container)
    expect(done).toHaveLength(4)
  })

  it("waits for work that another process performs, and for the work that it enqueues", async () => {
    const id = await call(item("elsewhere", { milliseconds: 300, enqueues: ["elsewhere-child"] }))
    const elsewhere = drainWork(queue.another())
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(await performWork(queue.container, { causedBy: [id], waitMs: 50 })).toBe(false)
    expect(done).toEqual([])
    expect(await performWork(queue.container, { causedBy: [id], waitMs: 5000 })).toBe(true)
    await elsewhere
    expect(done.filter((key) => key === "test.parent:elsewhere")).toHaveLength(1)
    expect(done).toContain("test.grandchild:elsewhere-child-1")
  })

  it("stops waiting after the given time, and the work finishes later", async () => {
    const id = await call(item("slow", { milliseconds: 400 }))
    const asked = performance.now()
    expect(await performWork(queue.container, { causedBy: [id], waitMs: 100 })).toBe(false)
    expect(performance.now() - asked).toBeLessThan(350)
    await drainWork(queue.container)
    expect(done).toEqual(["test.parent:slow"])
  })

  it("does not wait for dead or scheduled work", async () => {
    const dead = await call(item("dead", { fails: true }), item("fine"))
    expect(await performWork(queue.container, { causedBy: [dead], waitMs: 5000 })).toBe(false)
    const later = await call({ ...item("later"), runAt: new Date(Date.now() + 3_600_000) })
    expect(await performWork(queue.container, { causedBy: [later], waitMs: 60 })).toBe(false)
  })

  it("returns at once when nothing was caused", async () => {
    await call(item("somebody-elses"))
    expect(await performWork(queue.container, { causedBy: [newCallId()], waitMs: 5000 })).toBe(true)
    expect(await performWork(queue.container, { causedBy: [], waitMs: 5000 })).toBe(true)
    expect(done).toEqual([])
  })

  it("terminates when two work items cause each other", async () => {
    await enqueueWork(queue.knex, [
      { ...item("one"), causedBy: "test.parent:two" },
      { ...item("two"), causedBy: "test.parent:one" },
    ])
    expect(await performWork(queue.container, { causedBy: ["test.parent:one"], waitMs: 5000 })).toBe(true)
    expect(done).toHaveLength(2)
  })

  it("accepts an explicit cause outside a call", async () => {
    await runCausedBy("test.import:1", async () => {
      expect(currentCause()).toBe("test.import:1")
      await enqueueWork(queue.knex, [item("imported")])
    })
    expect(await causeOf("test.parent:imported")).toBe("test.import:1")
    expect(currentCause()).toBeUndefined()
  })
})
