import { CONSULTATION_STATUSES, CONSULTATION_TRANSITIONS } from "../contracts/statuses"

describe("consultation statuses", () => {
  it("every status but the first can be reached, and every one that isn't final can be left", () => {
    const reached = new Set<string>(Object.values(CONSULTATION_TRANSITIONS).flat())
    expect(CONSULTATION_STATUSES.filter((status) => !reached.has(status))).toEqual(["held"])
    expect(CONSULTATION_STATUSES.filter((status) => CONSULTATION_TRANSITIONS[status].length === 0)).toEqual([
      "canceled",
      "expired",
      "done",
    ])
  })
})
