import { advanceClock, clock, resetClock, setClock } from "@atrium/kernel"

import { metrics } from "./metrics"
import { knownOutsideService, outsideService, resetOutsideServices, ServiceDownError } from "./outside-service"

class Outage extends Error {}
const isOutage = (error: unknown) => error instanceof Outage

/** A company that fails as often as it is told, and counts its calls. */
const company = (failures: number, error: Error = new Outage("no answer")) => {
  const asked = { calls: 0 }
  const ask = async () => {
    asked.calls += 1
    if (asked.calls <= failures) throw error
    return "answer"
  }
  return { asked, ask }
}
const isDown = async (name: string) =>
  (await metrics().serviceDown.get()).values.find(({ labels }) => labels.service === name)?.value

describe("a service outside the shop", () => {
  beforeEach(resetOutsideServices)
  afterEach(() => {
    jest.useRealTimers()
    resetClock()
  })

  it("repeats an idempotent call once after an outage, and no other call", async () => {
    const service = outsideService("repeats", isOutage)
    const once = company(1)
    await expect(service.call(once.ask, { idempotent: true })).resolves.toBe("answer")
    expect(once.asked.calls).toBe(2)
    const other = company(1)
    await expect(service.call(other.ask)).rejects.toThrow(Outage)
    expect(other.asked.calls).toBe(1)
  })

  it("repeats an idempotent call that timed out a limited number of times, after a pause, and no other call [P35 R11.3]", async () => {
    const service = outsideService("times-out", isOutage)
    const silent = company(2, new Outage("timed out"))
    const startedAt = performance.now()
    await expect(service.call(silent.ask, { idempotent: true })).rejects.toThrow("timed out")
    expect(silent.asked.calls).toBe(2)
    const pausing = jest.spyOn(globalThis, "setTimeout")
    const once = company(1, new Outage("timed out"))
    await expect(service.call(once.ask, { idempotent: true })).resolves.toBe("answer")
    expect(pausing.mock.calls.some(([, milliseconds]) => Number(milliseconds) > 0)).toBe(true)
    pausing.mockRestore()
    expect(performance.now() - startedAt).toBeLessThan(5000)
    const charging = company(1, new Outage("timed out"))
    await expect(service.call(charging.ask)).rejects.toThrow("timed out")
    expect(charging.asked.calls).toBe(1)
  })

  it("does not repeat a refusal, and a hundred refusals do not count as an outage", async () => {
    const service = outsideService("refuses", isOutage)
    const refusing = company(100, new Error("refused"))
    for (let call = 0; call < 100; call++)
      await expect(service.call(refusing.ask, { idempotent: true })).rejects.toThrow("refused")
    expect(refusing.asked.calls).toBe(100)
    await expect(service.call(refusing.ask)).resolves.toBe("answer")
  })

  it("fails at once and without a call after five outages in a row, says so in a metric, and recovers", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] })
    const service = outsideService("fails", isOutage)
    const failing = company(5)
    expect(service.health()).toEqual({ state: "closed", since: null })
    for (let call = 0; call < 5; call++) await expect(service.call(failing.ask)).rejects.toThrow(Outage)
    expect(await isDown("fails")).toBe(1)
    expect(service.health()).toEqual({ state: "open", since: new Date() })
    await expect(service.call(failing.ask, { idempotent: true })).rejects.toThrow(ServiceDownError)
    expect(failing.asked.calls).toBe(5)
    jest.setSystemTime(Date.now() + 10_001)
    const trial = service.call(async () => {
      await Promise.resolve()
      return service.health().state
    })
    await expect(trial).resolves.toBe("half_open")
    expect(await isDown("fails")).toBe(0)
    expect(service.health()).toEqual({ state: "closed", since: new Date() })
    await expect(service.call(failing.ask)).resolves.toBe("answer")
  })

  it("is known by its name once it was called, until it is reset", () => {
    expect(knownOutsideService("named")).toBeUndefined()
    const service = outsideService("named", isOutage)
    expect(knownOutsideService("named")).toBe(service)
  })

  it("is left alone twice as long each time it is still down, up to the longest pause, and reports since when", async () => {
    const service = outsideService("waits", isOutage, { first: 30, longest: 100 })
    const failing = company(8)
    expect(service.down()).toBeUndefined()
    for (let call = 0; call < 5; call++) await expect(service.call(failing.ask)).rejects.toThrow(Outage)
    const since = service.down()?.since
    const pauses: number[] = []
    for (let probe = 0; probe < 3; probe++) {
      const until = service.down()?.until.getTime() ?? 0
      pauses.push(Math.round((until - clock.now().getTime()) / 1000))
      setClock(new Date(until - 1000))
      await expect(service.call(failing.ask)).rejects.toThrow(ServiceDownError)
      setClock(new Date(until + 1))
      await expect(service.call(failing.ask)).rejects.toThrow(Outage)
      expect(service.down()?.since).toEqual(since)
    }
    expect(pauses).toEqual([30, 60, 100])
    advanceClock(101)
    await expect(service.call(failing.ask)).resolves.toBe("answer")
    expect(service.down()).toBeUndefined()
  })

  it("is tried by one call alone when the pause is over, however many come together", async () => {
    const service = outsideService("one-probe", isOutage)
    const failing = company(6)
    for (let call = 0; call < 5; call++) await expect(service.call(failing.ask)).rejects.toThrow(Outage)
    advanceClock(11)
    const together = await Promise.allSettled(Array.from({ length: 20 }, () => service.call(failing.ask)))
    expect(failing.asked.calls).toBe(6)
    expect(together.filter(({ status }) => status === "rejected")).toHaveLength(20)
  })

  it("knows the health of each service apart", async () => {
    const failing = company(9)
    for (let call = 0; call < 5; call++)
      await expect(outsideService("one", isOutage).call(failing.ask)).rejects.toThrow(Outage)
    await expect(outsideService("one", isOutage).call(company(0).ask)).rejects.toThrow(ServiceDownError)
    await expect(outsideService("another", isOutage).call(company(0).ask)).resolves.toBe("answer")
  })
})
