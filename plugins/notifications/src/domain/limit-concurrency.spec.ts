import fc from "fast-check"

import { limitConcurrency } from "./limit-concurrency"

it("never runs more jobs at once than its limit, and runs all of them, even after failures", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.boolean(), { maxLength: 20 }), async (width, jobs) => {
      const limited = limitConcurrency(width)
      let [inside, most, begun] = [0, 0, 0]
      const results = await Promise.allSettled(
        jobs.map((fails) =>
          limited(async () => {
            begun += 1
            most = Math.max(most, ++inside)
            await new Promise((resolve) => setImmediate(resolve))
            inside -= 1
            if (fails) throw new Error("the job fails")
          })
        )
      )
      expect(begun).toBe(jobs.length)
      expect(most).toBeLessThanOrEqual(width)
      expect(results.map(({ status }) => status === "rejected")).toEqual(jobs)
    })
  )
})
