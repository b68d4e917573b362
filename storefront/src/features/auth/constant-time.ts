import { pause } from "@/lib/retrying"

const STEP_MS = 400

/**
 * Delays the result to a multiple of 0.4 s. The response time must not reveal whether an email has an account: a known
 * email costs a password check, an unknown one doesn't.
 */
export const constantTime = async <T>(work: () => Promise<T>): Promise<T> => {
  const started = performance.now()
  try {
    return await work()
  } finally {
    const elapsed = performance.now() - started
    await pause(Math.max(Math.ceil(elapsed / STEP_MS), 1) * STEP_MS - elapsed)
  }
}
