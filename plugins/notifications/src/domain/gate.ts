/** Lets at most `width` jobs run at a time; the others wait in order. */
export const createGate = (width: number): (<T>(job: () => Promise<T>) => Promise<T>) => {
  let inside = 0
  const waiting: (() => void)[] = []
  return async (job) => {
    if (inside >= width) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
    try {
      return await job()
    } finally {
      // The place is handed over and not given up, so that nobody slips in between.
      const next = waiting.shift()
      if (next) next()
      else inside -= 1
    }
  }
}
