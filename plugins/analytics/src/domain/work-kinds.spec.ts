import { forwardEventsWork } from "./work-kinds"

describe("the work that forwards events", () => {
  it("is one item for five minutes, due when they are over", () => {
    const at = (time: string) => forwardEventsWork(new Date(`2026-11-30T${time}Z`))
    expect(at("08:15:00.000").key).toBe(at("08:19:59.999").key)
    expect(at("08:20:00.000").key).not.toBe(at("08:19:59.999").key)
    expect(at("08:17:30.000").runAt).toEqual(new Date("2026-11-30T08:20:00Z"))
  })
})
