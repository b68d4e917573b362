import type { MedusaContainer } from "@medusajs/framework/types"

import type { WorkStatus } from "../contracts"
import { runnerOf } from "../data/runner"

const FIRST_LOOK_MS = 30
const LONGEST_LOOK_MS = 250
const MOST_AT_ONCE = 50

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
  /** Keys of work items (they are performed themselves) and ids of calls. */
  readonly causedBy: readonly string[]
  /** The kinds to perform, wait for and follow; default: everything. What another kind caused is not followed. */
  readonly kinds?: readonly { readonly kind: string }[]
  readonly waitMs: number
}

/**
 * Performs now, in this process, what these causes set off, and what that sets off in turn, as far as it is due; waits at
 * most `waitMs`, also for what another process performs. What is not finished in time continues in the background.
 * @returns true when nothing of it is left to do, also when nothing was caused; false when time is over or an item is
 * dead, parked or cancelled
 */
export const performWork = async (
  container: MedusaContainer,
  { causedBy, kinds, waitMs }: WorkToPerform
): Promise<boolean> => {
  const runner = runnerOf(container)
  const causes = { causedBy, kinds: kinds?.map(({ kind }) => kind) }
  const deadline = Date.now() + waitMs
  const left = () => Math.max(0, deadline - Date.now())
  for (let look = FIRST_LOOK_MS; ;) {
    const { started, open } = await runner.startCaused(container, MOST_AT_ONCE, causes)
    if (started.length + open.length === 0) return true
    if (open.some(({ status }) => STUCK.includes(status))) return false
    const running = [...started, ...open.flatMap(({ key }) => runner.running(key) ?? [])]
    if (running.length > 0) {
      await within(left(), running)
      look = FIRST_LOOK_MS
    } else {
      await sleep(Math.min(look, left()))
      look = Math.min(LONGEST_LOOK_MS, look * 2)
    }
    if (left() === 0) return false
  }
}
