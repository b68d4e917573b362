import { coreStatusFor, orderEvents, type OrderFacts, orderProgress, orderStanding } from "./order-progress"

const at = (hour: number) => new Date(Date.UTC(2026, 10, 30, hour))
const order = (given: Partial<OrderFacts>): OrderFacts => ({
  placed_at: at(1),
  canceled_at: null,
  units: given.requests?.length ?? 0,
  requests: [],
  goods: [],
  shipments: [],
  ...given,
})
const waiting = { status: "team_assigned", started_at: null, ended_at: null } as const
const started = { status: "in_progress", started_at: at(3), ended_at: null } as const
const done = { status: "completed", started_at: at(3), ended_at: at(5) } as const
const given_up = { status: "cancelled", started_at: null, ended_at: at(4) } as const
const packed = { held: 2, fulfilled: 2, shipped: 0 }
const half = { held: 2, fulfilled: 2, shipped: 1 }
const sent = { held: 2, fulfilled: 2, shipped: 2 }
const untouched = { held: 2, fulfilled: 0, shipped: 0 }
const returned = { held: 0, fulfilled: 2, shipped: 2 }

describe("progress of an order", () => {
  it.each<[string, Partial<OrderFacts>, string]>([
    ["nothing was provisioned yet", { units: 1 }, "received"],
    ["all requests wait", { requests: [waiting, waiting] }, "received"],
    ["goods are not packed", { goods: [untouched] }, "received"],
    ["one request is worked on", { requests: [waiting, started] }, "processing"],
    ["goods are packed", { goods: [packed] }, "processing"],
    ["goods were partly sent", { goods: [half] }, "processing"],
    ["requests are done and goods wait", { requests: [done], goods: [untouched] }, "processing"],
    ["goods were sent and a request waits", { requests: [waiting], goods: [sent] }, "processing"],
    ["a unit was added after all others were done", { units: 2, requests: [done] }, "processing"],
    ["everything is done and sent", { requests: [done], goods: [sent] }, "completed"],
    ["what is not done was taken out", { requests: [done, given_up], goods: [returned] }, "completed"],
    ["nothing of it is left", { requests: [given_up], goods: [returned] }, "canceled"],
    ["all goods were returned", { goods: [returned] }, "canceled"],
    ["staff canceled it", { canceled_at: at(6), requests: [done] }, "canceled"],
  ])("when %s", (_, facts, expected) => {
    expect(orderProgress(order(facts))).toBe(expected)
  })

  it("a shipment that is taken back makes a completed order one in progress again", () => {
    expect(orderProgress(order({ goods: [sent], shipments: [at(2)] }))).toBe("completed")
    expect(orderProgress(order({ goods: [packed], shipments: [] }))).toBe("processing")
  })

  it("tells each step once, oldest first, and ends with the current status", () => {
    const facts = order({ requests: [done], goods: [sent], shipments: [at(2), at(4)] })
    expect(
      orderEvents(facts).map(({ type, status, occurred_at }) => [status ?? type, occurred_at.getUTCHours()])
    ).toEqual([
      ["received", 1],
      ["processing", 2],
      ["shipped", 2],
      ["shipped", 4],
      ["completed", 5],
    ])
    expect(orderEvents(order({ canceled_at: at(6) })).at(-1)).toEqual({
      type: "status_changed",
      status: "canceled",
      occurred_at: at(6),
    })
  })

  it("stands where its last step has left it", () => {
    const facts = order({ requests: [done], goods: [sent], shipments: [at(2), at(4)] })
    expect(orderStanding(facts)).toEqual({ progress: "completed", since: at(5) })
    expect(orderStanding(order({ units: 1 }))).toEqual({ progress: "received", since: at(1) })
  })
})

describe("core's status of an order", () => {
  it.each([
    ["completed", "pending", false, "completed"],
    ["completed", "completed", true, null],
    ["completed", "archived", true, null],
    ["completed", "canceled", false, null],
    ["processing", "completed", true, "pending"],
    ["canceled", "completed", true, "pending"],
    // Staff completed it themselves.
    ["processing", "completed", false, null],
    ["processing", "pending", true, null],
    ["received", "archived", true, null],
  ] as const)("%s here and %s in core (set here: %s): %s", (progress, status, completed_here, expected) => {
    expect(coreStatusFor(progress, { status, completed_here })).toBe(expected)
  })
})
