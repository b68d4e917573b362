import fc from "fast-check"

import { waitSeconds } from "./backoff"

describe("the wait between attempts", () => {
  it("doubles with each attempt: 10, 20, 40 seconds", () => {
    expect([1, 2, 3].map((attempt) => waitSeconds(10, attempt))).toEqual([10, 20, 40])
  })

  it("never shrinks and never exceeds an hour", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: 1, max: 10_000 }), (backoff, attempt) => {
        const wait = waitSeconds(backoff, attempt)
        expect(wait).toBeLessThanOrEqual(3600)
        expect(wait).toBeGreaterThanOrEqual(Math.min(backoff, 3600))
        expect(waitSeconds(backoff, attempt + 1)).toBeGreaterThanOrEqual(wait)
      }),
      { numRuns: 300 }
    )
  })
})
