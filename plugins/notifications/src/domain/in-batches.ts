export type BatchLimits = {
  /** Jobs that run at a time; what arrives meanwhile waits, in order. */
  readonly parallel: number
  /** Items of one job. */
  readonly size: number
}

/** The error of each item that failed. */
export type Failures<Item> = ReadonlyMap<Item, unknown>

/**
 * Runs `job` with the items of calls that arrive together or wait for their turn. Each call ends with its own item; if
 * `job` throws, all its items fail.
 */
export const inBatches = <Item extends object>(
  { parallel, size }: BatchLimits,
  job: (items: readonly Item[]) => Promise<Failures<Item>>
): ((item: Item) => Promise<void>) => {
  const waiting: { item: Item; resolve: () => void; reject: (error: unknown) => void }[] = []
  let running = 0
  const run = async () => {
    const batch = waiting.splice(0, size)
    if (batch.length === 0) return
    try {
      const failures = await job(batch.map(({ item }) => item))
      for (const { item, resolve, reject } of batch) {
        if (failures.has(item)) reject(failures.get(item))
        else resolve()
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
  const work = async () => {
    if (running >= parallel) return
    running += 1
    while (waiting.length > 0) await run()
    running -= 1
  }
  return (item) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      // What starts in the same turn joins the batch.
      setImmediate(() => void work())
    })
}
