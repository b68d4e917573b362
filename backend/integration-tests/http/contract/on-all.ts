/** Runs `job` on all items, eight at once. */
export const onAll = async <T>(items: readonly T[], job: (item: T) => Promise<void>): Promise<void> => {
  const left = [...items]
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await job(item)
    })
  )
}
