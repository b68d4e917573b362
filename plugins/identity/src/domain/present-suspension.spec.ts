import { type StoredSuspension, toSuspension } from "./present-suspension"

const begun: StoredSuspension = {
  reason: "Chargebacks",
  suspended_by: "user:usr_1",
  suspended_at: new Date("2026-11-02T09:00:00Z"),
  end_reason: null,
  ended_by: null,
  ended_at: null,
}
const ended: StoredSuspension = {
  ...begun,
  reason: "A stolen card",
  suspended_at: new Date("2026-10-01T09:00:00Z"),
  end_reason: "A mix-up",
  ended_by: "api-key:apk_1",
  ended_at: new Date("2026-10-02T09:00:00Z"),
}
const nameOf = (credential: string) => (credential === "user:usr_1" ? "ella@example.com" : null)

describe("the suspension of a customer", () => {
  it("of whom nothing was decided is none", () => {
    expect(toSuspension([], nameOf)).toEqual({ suspended: false, reason: null, suspended_at: null, history: [] })
  })

  it("that is open has its reason, and every decision before, the newest first", () => {
    const { history, ...now } = toSuspension([begun, ended], nameOf)
    expect(now).toEqual({ suspended: true, reason: "Chargebacks", suspended_at: "2026-11-02T09:00:00.000Z" })
    expect(history.map(({ suspended, reason, by_name }) => [suspended, reason, by_name])).toEqual([
      [true, "Chargebacks", "ella@example.com"],
      [false, "A mix-up", null],
      [true, "A stolen card", "ella@example.com"],
    ])
  })

  it("that has ended leaves only the history", () => {
    expect(toSuspension([ended], nameOf)).toMatchObject({ suspended: false, reason: null, suspended_at: null })
  })
})
