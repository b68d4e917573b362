import type { RuleInput } from "./seniority-rule"
import { seniorityRule } from "./seniority-rule"

const input = (priority: number, effort_minutes: number): RuleInput => ({
  provider: { priority },
  facts: { needs: { effort_minutes } },
})

describe("the seniority rule", () => {
  it("only providers without a priority are excluded from work of 20 hours or more", () => {
    expect(seniorityRule.check(input(0, 1200))).toEqual({ hours: 20 })
    expect(seniorityRule.check(input(1, 1200))).toBeUndefined()
    expect(seniorityRule.check(input(0, 1199))).toBeUndefined()
  })
})
