import { conflictOf } from "./conflict"
import type { Span } from "./slots"

describe("the conflict of a booked consultation", () => {
  const span: Span = [100, 200]
  it.each<[string, Parameters<typeof conflictOf>[1], ReturnType<typeof conflictOf>]>([
    ["nothing", { active: true, away: [] }, null],
    ["an absence over it", { active: true, away: [[150, 300]] }, "provider_away"],
    ["not an absence that starts when it ends", { active: true, away: [[200, 300]] }, null],
    ["a suspended provider", { active: false, away: [] }, "provider_not_active"],
    ["a provider who no longer exists", undefined, "provider_not_active"],
  ])("%s", (_what, calendar, expected) => {
    expect(conflictOf(span, calendar)).toBe(expected)
  })
})
