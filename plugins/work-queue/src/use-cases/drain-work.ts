import type { MedusaContainer } from "@medusajs/framework/types"

import { runnerOf } from "../data/runner"

const AT_ONCE = 6

/**
 * Runs everything that is due in this process, and what that makes due, until nothing is. For tests and scripts, where
 * no worker lives. An item that failed waits for its time by the business clock. `until` is checked between batches.
 * Returns the number of attempts made.
 */
export const drainWork = async (
  container: MedusaContainer,
  options: { until?: () => boolean | Promise<boolean> } = {}
): Promise<number> => {
  const runner = runnerOf(container)
  let attempts = 0
  while (!(await options.until?.())) {
    const started = await runner.start(container, AT_ONCE)
    attempts += started.length
    // What performWork left running in the background counts too: it may make more due.
    const running = runner.allRunning()
    if (started.length + running.length === 0) break
    await Promise.all(running)
  }
  return attempts
}
