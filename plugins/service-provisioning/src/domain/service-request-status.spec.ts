import { SERVICE_REQUEST_STATUS_WORDS, SERVICE_REQUEST_STATUSES, TASK_STATUSES } from "../contracts/statuses"
import {
  canMove,
  INITIAL_HISTORY,
  INITIAL_STATUS,
  isFinal,
  nextStatuses,
  statusesBefore,
} from "./service-request-status"
import { canMoveTask, nextTaskStatuses, taskChangeRefusal } from "./task-status"

const reachable = <T extends string>(start: T, next: (from: T) => readonly T[]): Set<T> => {
  const seen = new Set<T>([start])
  for (const from of seen) for (const to of next(from)) seen.add(to)
  return seen
}

describe("states of a service request", () => {
  it("can all be reached from the first one", () => {
    expect([...reachable("payment_confirmed", nextStatuses)].sort()).toEqual([...SERVICE_REQUEST_STATUSES].sort())
  })

  it("can be left unless they are final, and say so", () => {
    for (const status of SERVICE_REQUEST_STATUSES) {
      expect(isFinal(status)).toBe(status === "completed" || status === "cancelled")
      expect(SERVICE_REQUEST_STATUS_WORDS[status].final).toBe(isFinal(status))
      expect(SERVICE_REQUEST_STATUS_WORDS[status].next_step.length).toBeGreaterThan(10)
    }
  })

  it("may be canceled from every open state and go back to pending contact when a provider leaves", () => {
    for (const status of SERVICE_REQUEST_STATUSES) expect(canMove(status, "cancelled")).toBe(!isFinal(status))
    expect(statusesBefore("pending_contact")).toEqual(["payment_confirmed", "team_assigned", "in_progress"])
  })

  it("start with an allowed history that ends in the request's state", () => {
    const [first, second] = INITIAL_HISTORY
    expect(first.from).toBeNull()
    expect(second.from).toBe(first.to)
    expect(canMove(second.from, second.to)).toBe(true)
    expect(second.to).toBe(INITIAL_STATUS)
  })
})

describe("states of a task", () => {
  const task = {
    key: "b",
    status: "to_do" as const,
    depends_on: ["a"],
    holder: "team" as const,
    visible_to_client: true,
  }
  const open = { key: "a", status: "in_progress" as const, depends_on: [] }
  const done = { key: "a", status: "done" as const, depends_on: [] }
  const change = { status: "in_progress" as const, holder: "team" as const, reason: null }

  it("can all be reached, and left unless they are final", () => {
    expect([...reachable("to_do", nextTaskStatuses)].sort()).toEqual([...TASK_STATUSES].sort())
    for (const status of TASK_STATUSES)
      expect(nextTaskStatuses(status).length === 0).toBe(status === "done" || status === "cancelled")
    expect(canMoveTask("waiting", "in_progress") && canMoveTask("in_progress", "waiting")).toBe(true)
  })

  it("wait for the tasks they depend on", () => {
    expect(taskChangeRefusal(task, change, [task, open], "staff")).toBe("task_blocked")
    expect(taskChangeRefusal(task, change, [task, done], "staff")).toBeNull()
    expect(taskChangeRefusal(task, { ...change, status: "cancelled" }, [task, open], "staff")).toBeNull()
  })

  it("wait only for the client or an authority, with a reason", () => {
    const started = { ...task, status: "in_progress" as const, depends_on: [] }
    const waiting = { ...change, status: "waiting" as const }
    expect(taskChangeRefusal(started, waiting, [started], "staff")).toBe("holder_is_team")
    expect(taskChangeRefusal(started, { ...waiting, holder: "authority" }, [started], "staff")).toBe("reason_missing")
    const reasoned = { ...waiting, holder: "authority" as const, reason: "Registrar" }
    expect(taskChangeRefusal(started, reasoned, [started], "staff")).toBeNull()
  })

  it("let a customer complete only tasks assigned to the client", () => {
    const theirs = { ...task, depends_on: [], holder: "client" as const }
    const finish = { status: "done" as const, holder: "client" as const, reason: null }
    expect(taskChangeRefusal(theirs, finish, [theirs], "customer")).toBeNull()
    expect(taskChangeRefusal({ ...theirs, holder: "team" }, { ...finish, holder: "team" }, [], "customer")).toBe(
      "not_theirs"
    )
    expect(taskChangeRefusal(theirs, { ...finish, status: "cancelled" }, [theirs], "customer")).toBe("not_theirs")
  })
})
