import { queueHealth } from "./queue-health"

const quiet = { scheduled: 0, due: 0, running: 0, retrying: 0, parked: 0, dead: 0, oldest_due_seconds: 0 }

describe("whether anything is wrong with the queue", () => {
  it("reports no problem while work is only scheduled, running, retrying or parked", () => {
    const busy = { ...quiet, scheduled: 40, due: 12, running: 6, retrying: 3, parked: 384, oldest_due_seconds: 59 }
    expect(queueHealth(busy)).toEqual({ level: "ok", headline: "Everything is working", advice: "" })
  })

  it("reports failed items and late work, each with what to do", () => {
    expect(queueHealth({ ...quiet, dead: 1 })).toMatchObject({ level: "attention", headline: "1 item failed" })
    expect(queueHealth({ ...quiet, oldest_due_seconds: 130 })).toEqual({
      level: "attention",
      headline: "Due work has been waiting for 2 min",
      advice: "Check that a worker is running and can keep up.",
    })
    expect(queueHealth({ ...quiet, dead: 4, oldest_due_seconds: 60 }).headline).toBe(
      "4 items failed, due work has been waiting for 1 min"
    )
  })
})
