/** Runs at max `max` jobs at a time; the others wait in order. */
export const limitConcurrency = (max: number): (<T>(job: () => Promise<T>) => Promise<T>) => {
  let running = 0
  const waiting: (() => void)[] = []
  return async (job) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await job()
    } finally {
      // The slot passes directly to the next job, so that no later job overtakes it.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
