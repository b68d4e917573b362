import type { RuleInput } from "./seniority-rule"
import { seniorityRule } from "./seniority-rule"

const asked = (priority: number, effort_minutes: number): RuleInput => ({
  provider: { priority },
  facts: { needs: { effort_minutes } },
})

describe("seniority", () => {
  it("excludes providers without a priority from work of 20 hours or more, and nobody else", () => {
    expect(seniorityRule.check(asked(0, 1200))).toEqual({ hours: 20 })
    expect(seniorityRule.check(asked(1, 1200))).toBeUndefined()
    expect(seniorityRule.check(asked(0, 1199))).toBeUndefined()
  })
})
