import { metrics } from "./metrics"
import { outsideService, resetOutsideServices, ServiceDownError } from "./outside-service"

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
  afterEach(() => jest.useRealTimers())

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
    for (let call = 0; call < 5; call++) await expect(service.call(failing.ask)).rejects.toThrow(Outage)
    expect(await isDown("fails")).toBe(1)
    await expect(service.call(failing.ask, { idempotent: true })).rejects.toThrow(ServiceDownError)
    expect(failing.asked.calls).toBe(5)
    jest.setSystemTime(Date.now() + 10_001)
    await expect(service.call(failing.ask)).resolves.toBe("answer")
    expect(await isDown("fails")).toBe(0)
  })

  it("knows the health of each service apart", async () => {
    const failing = company(9)
    for (let call = 0; call < 5; call++)
      await expect(outsideService("one", isOutage).call(failing.ask)).rejects.toThrow(Outage)
    await expect(outsideService("one", isOutage).call(company(0).ask)).rejects.toThrow(ServiceDownError)
    await expect(outsideService("another", isOutage).call(company(0).ask)).resolves.toBe("answer")
  })
})
