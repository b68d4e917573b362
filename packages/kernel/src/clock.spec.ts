import { advanceClock, clock, resetClock, setClock } from "./clock"

describe("the business clock", () => {
  afterEach(resetClock)

  it("moves the business clock by seconds and to a date, from where it continues", () => {
    setClock(new Date("2030-01-01T00:00:00Z"))
    advanceClock(3600)
    expect(clock.now().toISOString().slice(0, 15)).toBe("2030-01-01T01:0")
  })

  it("returns the machine's time when the clock was not moved", () => {
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1000)
  })
})
