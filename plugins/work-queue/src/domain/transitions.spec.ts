import { WORK_STATUSES, type WorkStatus } from "../contracts"
import { CANCELLABLE_STATUSES, RETRYABLE_STATUSES, WORK_TRANSITIONS } from "./transitions"

const allowed = (from: WorkStatus, to: WorkStatus) => (WORK_TRANSITIONS[from] as readonly WorkStatus[]).includes(to)

describe("the states of a work item", () => {
  it("can reach every state from due", () => {
    const reached = new Set<WorkStatus>(["due"])
    for (const status of reached) for (const next of WORK_TRANSITIONS[status]) reached.add(next)
    expect([...reached].sort()).toEqual([...WORK_STATUSES].sort())
  })

  it("can leave every state: even the result of finished work may be missing", () => {
    for (const status of WORK_STATUSES) expect(WORK_TRANSITIONS[status].length).toBeGreaterThan(0)
  })

  it("allows staff to retry and cancel only where the table does, and never finished or running work", () => {
    for (const status of RETRYABLE_STATUSES) expect(allowed(status, "due")).toBe(true)
    for (const status of CANCELLABLE_STATUSES) expect(allowed(status, "cancelled")).toBe(true)
    for (const list of [RETRYABLE_STATUSES, CANCELLABLE_STATUSES] as const) {
      expect(list).not.toContain("done")
      expect(list).not.toContain("running")
    }
  })
})
