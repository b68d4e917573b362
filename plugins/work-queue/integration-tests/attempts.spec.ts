import { advanceClock, resetClock } from "@atrium/kernel"
import { currentRequestId, runInContext } from "@atrium/server"
import { z } from "zod"

import { defineWork, workOf } from "../src/contracts"
import { cancelByHand, retryByHand } from "../src/modules/work-queue/engine/move-by-hand"
import { enqueueWork } from "../src/tx"
import { drainWork, performWork, registerWorkHandler, WorkFailure } from "../src/workflows"
import type { Queue } from "./with-queue"
import { openQueue } from "./with-queue"

const TRY = defineWork({
  kind: "test.try",
  version: 2,
  payload: z.strictObject({ mode: z.enum(["succeed", "fail", "give-up", "hang", "fail-once"]) }),
  maxAttempts: 3,
  backoffSeconds: 10,
})
const seen: { key: string; attempt: number; requestId: string | undefined; current: string | undefined }[] = []
let aborted: unknown
registerWorkHandler(
  TRY,
  async ({ mode }, context) => {
    seen.push({ key: context.key, attempt: context.attempt, requestId: context.requestId, current: currentRequestId() })
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

type Row = { id: string; status: string; attempts: number; last_error: string | null; run_at: Date; payload: unknown }

describe("an attempt that fails", () => {
  let queue: Queue
  const row = async (key: string): Promise<Row> => {
    const found = await queue
      .knex<Row & { key: string }>("work_item")
      .where({ key: `test.try:${key}` })
      .first()
    if (!found) throw new Error(`No item ${key}`)
    return found
  }
  const promise = (key: string, mode: z.infer<typeof TRY.payload>["mode"]) =>
    enqueueWork(queue.knex, [workOf(TRY, { key, payload: { mode } })])

  beforeAll(async () => {
    queue = await openQueue()
  })
  afterEach(() => resetClock())
  afterAll(() => queue.close())

  it("is retried after 10 and 20 seconds of business time, then dead with its reason, and one Retry brings it back", async () => {
    await promise("three-times", "fail")
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

    const retried = await retryByHand(queue.knex, dead.id)
    expect(retried).toMatchObject({ status: "due", attempts: 0, last_error: "SMTP refused [email] at [phone]" })
    expect(await drainWork(queue.container)).toBe(1)
    expect(await row("three-times")).toMatchObject({ status: "retrying", attempts: 1 })
  })

  it("is forgotten once a later attempt succeeds, and the payload goes with it", async () => {
    await promise("once", "fail-once")
    await drainWork(queue.container)
    advanceClock(11)
    await drainWork(queue.container)
    expect(await row("once")).toMatchObject({ status: "done", attempts: 2, last_error: null, payload: null })
  })

  it("makes the item dead at once when the handler knows that no retry helps", async () => {
    await promise("closed", "give-up")
    expect(await performWork(queue.container, ["test.try:closed"], 5000)).toBe(false)
    expect(await row("closed")).toMatchObject({ status: "dead", attempts: 1, last_error: "The account is closed" })
  })

  it("is one that hangs beyond its time: it is told to stop and tried again later", async () => {
    await promise("hangs", "hang")
    await drainWork(queue.container)
    expect(await row("hangs")).toMatchObject({ status: "retrying", last_error: "Took longer than 0.3 seconds" })
    expect(String(aborted)).toContain("Took longer")
  })

  it.each([
    ["of an unknown kind", { kind: "test.unheard-of" }, "Nothing here knows how to do test.unheard-of"],
    ["of a newer release", { version: 3 }, "Payload version 3 is newer than this release reads (2)"],
    [
      "whose payload cannot be read",
      { version: 1, payload: { mode: "dance" } },
      "Payload of version 1 cannot be read: mode",
    ],
  ])("makes an item %s dead with a reason, without a try", async (name, wrong, reason) => {
    const before = seen.length
    await enqueueWork(queue.knex, [{ ...workOf(TRY, { key: name, payload: { mode: "succeed" } }), ...wrong }])
    await drainWork(queue.container)
    expect(await row(name)).toMatchObject({ status: "dead", last_error: reason })
    expect(seen).toHaveLength(before)
  })

  it("carries the request id of the request that promised it", async () => {
    await runInContext({ requestId: "req_thread_of_one" }, () => promise("thread", "succeed"))
    await drainWork(queue.container)
    expect(seen.find((one) => one.key === "test.try:thread")).toMatchObject({
      attempt: 1,
      requestId: "req_thread_of_one",
      current: "req_thread_of_one",
    })
  })

  it("can be given up by hand, which keeps its key taken; what is done can be neither retried nor given up", async () => {
    await promise("unwanted", "fail")
    const cancelled = await cancelByHand(queue.knex, (await row("unwanted")).id)
    expect(cancelled.status).toBe("cancelled")
    expect(await promise("unwanted", "fail")).toBe(0)
    await promise("finished", "succeed")
    await drainWork(queue.container)
    const { id } = await row("finished")
    await expect(retryByHand(queue.knex, id)).rejects.toMatchObject({ code: "invalid_transition" })
    await expect(cancelByHand(queue.knex, id)).rejects.toMatchObject({ code: "invalid_transition" })
    await expect(retryByHand(queue.knex, "work_nothing")).rejects.toMatchObject({ code: "not_found" })
  })
})
