import type { ChildProcess } from "node:child_process"

import type { Database } from "@atrium/test-kit/database"
import { enqueueWork } from "../src/tx"
import { type Start, startWorkerProcess } from "./process/child"
import { noteItem } from "./process/note-work"
import { openQueue } from "./with-queue"

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe("a worker that is killed with SIGKILL", () => {
  let queue: Database
  const starts: Start[] = []
  const children: ChildProcess[] = []
  const worker = async () => {
    const child = await startWorkerProcess(queue.connection.database, starts)
    children.push(child)
    return child
  }
  const kill = async (child: ChildProcess) => {
    const ended = new Promise((resolve) => child.once("exit", resolve))
    child.kill("SIGKILL")
    await ended
  }
  /** Waits until nothing is open, at most five seconds. */
  const settled = async () => {
    for (let left = 100; left > 0; left -= 1) {
      if (!(await queue.knex("work_item").whereNot({ status: "done" }).first())) return
      await sleep(50)
    }
  }
  const startsOf = (name: string) => starts.filter((start) => start.key === `test.note:${name}`)

  beforeAll(async () => {
    queue = await openQueue()
  }, 30_000)
  afterAll(async () => {
    for (const child of children) if (child.exitCode === null && child.signalCode === null) await kill(child)
    await queue.close()
  }, 30_000)

  it("loses nothing: another worker takes over its item within 30 seconds, and finished items stay finished", async () => {
    const victim = await worker()
    await enqueueWork(queue.knex, [noteItem("finished")])
    await settled()
    await enqueueWork(queue.knex, [noteItem("interrupted", 1500)])
    while (startsOf("interrupted").length === 0) await sleep(10)
    await kill(victim)
    const killedAt = Date.now()
    await worker()
    while (startsOf("interrupted").length < 2 && Date.now() - killedAt < 30_000) await sleep(50)
    expect(startsOf("interrupted").map(({ attempt }) => attempt)).toEqual([1, 2])
    await settled()
    expect(await queue.knex("work_item").where({ status: "done" })).toHaveLength(2)
    expect(startsOf("finished")).toHaveLength(1)
  }, 60_000)
})
