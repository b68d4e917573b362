import fc from "fast-check"

import { inBatches } from "./in-batches"

it("runs every item once, within its limits, and each call ends with its own item", async () => {
  const limits = fc.record({ parallel: fc.integer({ min: 1, max: 4 }), size: fc.integer({ min: 1, max: 4 }) })
  const plans = fc.array(fc.record({ fails: fc.boolean(), breaks: fc.boolean() }), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(limits, plans, async ({ parallel, size }, items) => {
      const seen: object[] = []
      const broken = new Set<object>()
      let [inside, most, largest] = [0, 0, 0]
      const send = inBatches<{ fails: boolean; breaks: boolean }>({ parallel, size }, async (batch) => {
        most = Math.max(most, ++inside)
        largest = Math.max(largest, batch.length)
        seen.push(...batch)
        await new Promise((resolve) => setImmediate(resolve))
        inside -= 1
        if (batch.some(({ breaks }) => breaks)) {
          for (const item of batch) broken.add(item)
          throw new Error("the job fails")
        }
        return new Map(batch.filter(({ fails }) => fails).map((item) => [item, new Error("the item fails")]))
      })
      const results = await Promise.allSettled(items.map((item) => send(item)))
      expect(seen).toEqual(items)
      expect(most).toBeLessThanOrEqual(parallel)
      expect(largest).toBe(Math.min(size, items.length))
      expect(results.map(({ status }) => status === "rejected")).toEqual(
        items.map((item) => item.fails || broken.has(item))
      )
    })
  )
})
