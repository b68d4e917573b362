/** Runs at most `most` jobs at a time; the others wait in order. */
export const limitConcurrency = (most: number): (<T>(job: () => Promise<T>) => Promise<T>) => {
  let running = 0
  const waiting: (() => void)[] = []
  return async (job) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await job()
    } finally {
      // The place is handed over and not given up, so that no later job goes first.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
