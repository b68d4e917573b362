import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { WorkStatus } from "../contracts"
import { runnerOf } from "../modules/work-queue/engine/runner"

const FIRST_LOOK_MS = 30
const LONGEST_LOOK_MS = 250

// An archived key is done: only finished items are archived.
const STATUSES = `
  SELECT key, status FROM work_item WHERE key = ANY(:keys)
  UNION ALL SELECT key, 'done' FROM work_key WHERE key = ANY(:keys)`

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

const within = async (milliseconds: number, jobs: Promise<unknown>[]): Promise<void> => {
  if (jobs.length === 0) return
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    Promise.all(jobs),
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    }),
  ])
  clearTimeout(timer)
}

const statusesOf = async (knex: Knex, keys: string[]): Promise<Map<string, WorkStatus>> => {
  const answer: { rows: { key: string; status: WorkStatus }[] } = await knex.raw(STATUSES, { keys })
  return new Map(answer.rows.map((row) => [row.key, row.status]))
}

/**
 * Runs these items now, in this process, as far as they are due, and waits at most `waitMs` for them, also for those
 * that another process runs. Gives true when all are done. What is not finished in time goes on in the background.
 * `keys` are whole keys, as `workOf` makes them.
 */
export const performWork = async (container: MedusaContainer, keys: string[], waitMs: number): Promise<boolean> => {
  const runner = runnerOf(container)
  const deadline = Date.now() + waitMs
  const open = new Set(keys)
  const left = () => Math.max(0, deadline - Date.now())
  for (let look = FIRST_LOOK_MS; ; look = Math.min(LONGEST_LOOK_MS, look * 2)) {
    const idle = [...open].filter((key) => !runner.running(key))
    if (idle.length > 0) await runner.start(container, idle.length, idle)
    await within(
      left(),
      [...open]
        .map((key) =>
          runner.running(key)?.then((outcome) => {
            if (outcome === "done") open.delete(key)
          })
        )
        .filter((job) => job !== undefined)
    )
    if (open.size === 0) return true
    const statuses = await statusesOf(runner.knex, [...open])
    for (const [key, status] of statuses) if (status === "done") open.delete(key)
    if (open.size === 0) return true
    // A dead, parked or cancelled item will not be done by waiting.
    if ([...open].some((key) => ["dead", "parked", "cancelled"].includes(statuses.get(key) ?? ""))) return false
    if (left() === 0) return false
    await sleep(Math.min(look, left()))
  }
}
