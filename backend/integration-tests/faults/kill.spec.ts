import { withKillableShop, WORST_MOMENTS } from "./kill-moments"

jest.setTimeout(180_000)

// The other moments are in kill.long.spec.ts.
describe("a shop killed in the middle of a purchase", () =>
  withKillableShop(({ killDuring }) => {
    it.each(WORST_MOMENTS)("delivers everything once after a kill $moment [R01 R08]", killDuring)
  }))
