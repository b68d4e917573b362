import { PROVIDER_TRANSITIONS, SERVICE_REQUEST_STATUSES, TASK_STATUSES } from "../contracts/statuses"
import { statusOnProviderChange } from "./provider-change"
import { canMove, canMoveBy, isFinal, nextStatusesBy } from "./service-request-status"
import { canMoveTask, taskChangeRefusal } from "./task-status"

describe("a change of provider", () => {
  it("makes only moves that the transition table allows, or none", () => {
    for (const status of SERVICE_REQUEST_STATUSES)
      for (const assigned of [true, false]) {
        const to = statusOnProviderChange(status, assigned)
        if (to !== undefined && to !== status) expect(canMove(status, to)).toBe(true)
      }
  })

  it("assigns requests in pending_contact, returns those that lose their provider to it, and never reopens final ones", () => {
    expect(statusOnProviderChange("pending_contact", true)).toBe("team_assigned")
    expect(statusOnProviderChange("in_progress", true)).toBe("in_progress")
    expect(statusOnProviderChange("in_progress", false)).toBe("pending_contact")
    for (const status of SERVICE_REQUEST_STATUSES.filter(isFinal))
      for (const assigned of [true, false]) expect(statusOnProviderChange(status, assigned)).toBeUndefined()
  })
})

describe("the assigned provider", () => {
  it("may start and finish a request, and nothing else", () => {
    const allowed = SERVICE_REQUEST_STATUSES.flatMap((from) =>
      SERVICE_REQUEST_STATUSES.filter((to) => canMoveBy("provider", from, to)).map((to) => `${from}→${to}`)
    )
    expect(allowed).toEqual(["team_assigned→in_progress", "in_progress→completed"])
  })

  it("may make no move that staff could not", () => {
    for (const from of SERVICE_REQUEST_STATUSES) {
      for (const to of PROVIDER_TRANSITIONS[from]) expect(canMove(from, to)).toBe(true)
      expect(nextStatusesBy("staff", from).filter((to) => canMoveBy("system", from, to))).toEqual(
        nextStatusesBy("staff", from)
      )
    }
  })

  it("completes tasks but never cancels one", () => {
    for (const status of TASK_STATUSES)
      for (const to of TASK_STATUSES) {
        if (!canMoveTask(status, to)) continue
        const task = { key: "a", status, depends_on: [], holder: "client" as const, visible_to_client: true }
        const change = { status: to, holder: "client" as const, reason: "Waiting" }
        expect(taskChangeRefusal(task, change, [task], "provider")).toBe(
          to === "cancelled" ? "invalid_transition" : null
        )
        expect(taskChangeRefusal(task, change, [task], "staff")).toBeNull()
      }
  })
})
