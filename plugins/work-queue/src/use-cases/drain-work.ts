import type { MedusaContainer } from "@medusajs/framework/types"

import { runnerOf } from "../data/runner"

const CONCURRENCY = 6

/**
 * Runs all due work in this process, including work enqueued meanwhile, until none is left. For tests and scripts, which
 * have no worker. A failed item waits for its retry by the business clock. `until` is checked between batches. Returns
 * the number of attempts.
 */
export const drainWork = async (
  container: MedusaContainer,
  options: { until?: () => boolean | Promise<boolean> } = {}
): Promise<number> => {
  const runner = runnerOf(container)
  let attempts = 0
  while (!(await options.until?.())) {
    const started = await runner.start(container, CONCURRENCY)
    attempts += started.length
    // Items that performWork left running in the background count too: they may enqueue more.
    const running = runner.allRunning()
    if (started.length + running.length === 0) break
    await Promise.all(running)
  }
  await Promise.all(runner.allUnsettled())
  return attempts
}
