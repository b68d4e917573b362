import { metrics } from "./metrics"
import { WaitingLine } from "./waiting-line"

const pause = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A job that lasts until it is ended, and reports that it began. */
const job = (name: string, began: string[]) => {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  return {
    end,
    run: async () => {
      began.push(name)
      await ended
      return name
    },
  }
}

describe("a waiting line", () => {
  it("serves as many as allowed at once, the others in the order of their arrival", async () => {
    const line = new WaitingLine({ name: "test", atOnce: () => 2, waiting: 10, turnMs: 10_000 })
    const began: string[] = []
    const jobs = ["a", "b", "c", "d"].map((name) => job(name, began))
    const results = jobs.map(({ run }) => line.run(run))
    await pause()
    expect([began, line.length]).toEqual([["a", "b"], 2])
    jobs[1]?.end()
    await results[1]
    await pause()
    expect([began, line.length]).toEqual([["a", "b", "c"], 1])
    for (const { end } of jobs) end()
    expect(await Promise.all(results)).toEqual(["a", "b", "c", "d"])
  })

  it("follows a limit that changes", async () => {
    let atOnce = 1
    const line = new WaitingLine({ name: "test", atOnce: () => atOnce, waiting: 10, turnMs: 10_000 })
    const began: string[] = []
    const jobs = ["a", "b", "c", "d"].map((name) => job(name, began))
    const results = jobs.map(({ run }) => line.run(run))
    atOnce = 2
    jobs[0]?.end()
    await results[0]
    await pause()
    expect(began).toEqual(["a", "b", "c"])
    for (const { end } of jobs) end()
    await Promise.all(results)
  })

  it("goes on after a job that failed", async () => {
    const line = new WaitingLine({ name: "test", atOnce: () => 1, waiting: 10, turnMs: 10_000 })
    const failing = line.run(() => Promise.reject(new Error("no")))
    const next = line.run(() => Promise.resolve("yes"))
    await expect(failing).rejects.toThrow("no")
    expect(await next).toBe("yes")
  })

  it("forgets who leaves, and does not begin their job", async () => {
    const line = new WaitingLine({ name: "test", atOnce: () => 1, waiting: 10, turnMs: 10_000 })
    const began: string[] = []
    const [first, second, third] = [job("first", began), job("second", began), job("third", began)]
    const gone = new AbortController()
    const results = [line.run(first.run), line.run(second.run, gone.signal), line.run(third.run)]
    gone.abort()
    expect(await results[1]).toBeUndefined()
    expect(line.length).toBe(1)
    first.end()
    third.end()
    expect(await Promise.all(results)).toEqual(["first", undefined, "third"])
    expect(await line.run(second.run, gone.signal)).toBeUndefined()
    expect(began).toEqual(["first", "third"])
  })

  it("shows its length in the metrics, also when someone leaves", async () => {
    const line = new WaitingLine({ name: "measured", atOnce: () => 1, waiting: 10, turnMs: 10_000 })
    const shown = async () =>
      /^atrium_waiting_requests\{line="measured"\} (\d+)$/m.exec(await metrics().registry.metrics())?.[1]
    const lengths: unknown[] = []
    const first = job("first", [])
    const gone = new AbortController()
    const results = [line.run(first.run)]
    lengths.push(await shown())
    results.push(line.run(first.run, gone.signal), line.run(first.run))
    lengths.push(await shown())
    gone.abort()
    lengths.push(await shown())
    first.end()
    await Promise.all(results)
    lengths.push(await shown())
    expect(lengths).toEqual(["0", "2", "1", "0"])
  })

  it("refuses with 503 and a time to come back when too many wait", async () => {
    const line = new WaitingLine({ name: "test", atOnce: () => 1, waiting: 1, turnMs: 10_000 })
    const [first, second] = [job("first", []), job("second", [])]
    const results = [line.run(first.run), line.run(second.run)]
    await expect(line.run(second.run)).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 5 })
    first.end()
    second.end()
    await Promise.all(results)
  })

  it("serves the next when a turn takes too long, and counts that one only once", async () => {
    const line = new WaitingLine({ name: "test", atOnce: () => 1, waiting: 10, turnMs: 20 })
    const began: string[] = []
    const jobs = ["stuck", "next", "last"].map((name) => job(name, began))
    const results = jobs.map(({ run }) => line.run(run))
    await pause(30)
    expect(began).toEqual(["stuck", "next"])
    jobs[0]?.end()
    await results[0]
    await pause()
    expect(began).toEqual(["stuck", "next"])
    for (const { end } of jobs) end()
    expect(await Promise.all(results)).toEqual(["stuck", "next", "last"])
  })
})
