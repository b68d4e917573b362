import { openQueue } from "../with-queue"
import { enqueueWork } from "../../src/tx"
import { noteItem } from "./note-work"
import { startWorkerProcess, type Start } from "./child"

// npm run benchmark -w @atrium/work-queue. Prints JSON; docs/decisions/0001-work-queue.md keeps the figures.
const PICK_UPS = 300
const ITEMS = 5000

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)]

const main = async (): Promise<void> => {
  const queue = await openQueue()
  const figures: Record<string, number | undefined> = {}
  const starts: Start[] = []
  try {
    const first = await startWorkerProcess(queue.connection.database, starts)

    const waits: number[] = []
    for (let n = 0; n < PICK_UPS; n += 1) {
      await enqueueWork(queue.knex, [noteItem(`pick-up-${n}`)])
      const promised = Date.now()
      const begun = () => starts.find((start) => start.key === `test.note:pick-up-${n}`)
      while (!begun()) await sleep(2)
      waits.push(Math.max(0, (begun()?.at ?? NaN) - promised))
      await sleep(10)
    }
    figures.pick_up_p50_ms = percentile(waits, 0.5)
    figures.pick_up_p95_ms = percentile(waits, 0.95)
    figures.pick_up_max_ms = Math.max(...waits)

    const begunEnqueue = performance.now()
    for (let n = 0; n < ITEMS; n += 500)
      await enqueueWork(
        queue.knex,
        Array.from({ length: 500 }, (_, m) => noteItem(`through-${n + m}`))
      )
    figures.enqueue_ms_per_500 = Math.round((performance.now() - begunEnqueue) / (ITEMS / 500))
    const open = async () => Number((await queue.knex("work_item").whereNot({ status: "done" }).count())[0]?.count ?? 0)
    while ((await open()) > 0) await sleep(50)
    figures.items_per_second_one_process = Math.round((ITEMS * 1000) / (performance.now() - begunEnqueue))

    const killed = "killed"
    await enqueueWork(queue.knex, [noteItem(killed, 30_000)])
    const startsOf = () => starts.filter((start) => start.key === `test.note:${killed}`)
    while (startsOf().length < 1) await sleep(10)
    const second = await startWorkerProcess(queue.connection.database, starts)
    await sleep(6000) // past a heartbeat, so that the lease is as young as it can be
    first.removeAllListeners("exit")
    first.kill("SIGKILL")
    const killedAt = Date.now()
    while (startsOf().length < 2) await sleep(20)
    figures.seconds_back_after_sigkill = ((startsOf()[1]?.at ?? NaN) - killedAt) / 1000
    second.removeAllListeners("exit")
    second.kill("SIGKILL")
  } finally {
    await queue.close()
  }
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
}

void main()
