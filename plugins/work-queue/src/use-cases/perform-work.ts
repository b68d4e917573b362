import type { MedusaContainer } from "@medusajs/framework/types"

import type { WorkStatus } from "../contracts"
import { runnerOf } from "../data/runner"

const FIRST_POLL_MS = 30
const MAX_POLL_MS = 250
const MAX_CONCURRENCY = 50

const STUCK: readonly WorkStatus[] = ["dead", "parked", "cancelled"]

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

const within = async (milliseconds: number, jobs: Promise<unknown>[]): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    Promise.all(jobs),
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    }),
  ])
  clearTimeout(timer)
}

export type WorkToPerform = {
  /** Keys of work items (which are performed too) and ids of calls. */
  readonly causedBy: readonly string[]
  /** The kinds to perform, wait for and follow; default: all. Work caused by other kinds is not followed. */
  readonly kinds?: readonly { readonly kind: string }[]
  readonly waitMs: number
}

/**
 * Performs the due work with these causes now, in this process, and the work it enqueues in turn. Waits at most `waitMs`,
 * also for items that another process performs. Unfinished items continue in the background.
 * @returns true when nothing is left to do or nothing was caused; false on timeout or when an item is dead, parked or
 * canceled
 */
export const performWork = async (
  container: MedusaContainer,
  { causedBy, kinds, waitMs }: WorkToPerform
): Promise<boolean> => {
  const runner = runnerOf(container)
  const causes = { causedBy, kinds: kinds?.map(({ kind }) => kind) }
  const deadline = Date.now() + waitMs
  const left = () => Math.max(0, deadline - Date.now())
  for (let pollMs = FIRST_POLL_MS; ;) {
    const { started, open } = await runner.startCaused(container, MAX_CONCURRENCY, causes)
    if (started.length + open.length === 0) return true
    if (open.some(({ status }) => STUCK.includes(status))) return false
    const running = [...started, ...open.flatMap(({ key }) => runner.runningWith(key) ?? [])]
    if (running.length > 0) {
      await within(left(), running)
      pollMs = FIRST_POLL_MS
    } else {
      await sleep(Math.min(pollMs, left()))
      pollMs = Math.min(MAX_POLL_MS, pollMs * 2)
    }
    if (left() === 0) return false
  }
}
