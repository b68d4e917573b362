import autocannon from "autocannon"

import { latencyOf, summaryOf } from "./figures.mjs"
import { askProbe } from "./probe.mjs"

/** The functions in which most of the time of a profile was spent, with their share in percent. */
const topFrames = ({ nodes, samples }) => {
  const hits = new Map()
  for (const id of samples) hits.set(id, (hits.get(id) ?? 0) + 1)
  const frames = new Map()
  for (const { id, callFrame } of nodes) {
    const file = callFrame.url
      .replace(/^.*\/node_modules\//, "")
      .replace(/^file:\/\/|^.*\/(?=plugins|packages|backend)/, "")
    const name = `${callFrame.functionName || "(anonymous)"} ${file}`.trim()
    frames.set(name, (frames.get(name) ?? 0) + (hits.get(id) ?? 0))
  }
  const idle = frames.get("(idle)") ?? 0
  frames.delete("(idle)")
  return [...frames]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 12)
    .map(([name, count]) => ({ name, share: (100 * count) / (samples.length - idle) }))
}

/** Where a server's time goes while `job` runs. */
export const profiled = async (server, job) => {
  await askProbe(server, "profile")
  await job()
  return topFrames(await askProbe(server, "end-profile"))
}

/** A run's figures: what was counted by the driver, and what the server's probe counted meanwhile. */
export const figuresOf = ({ times, elapsedMs, failures }, { statements, processorMs, lag, memory }) => ({
  perSecond: (1000 * times.length) / elapsedMs,
  ...latencyOf(times),
  statements: statements / Math.max(1, times.length),
  processor: processorMs / Math.max(1, times.length),
  failures,
  lag: lag.p99,
  memory,
})

/** Reads from a server with several connections for some seconds, or `amount` times. */
const read = async ({ baseUrl, headers }, request, { seconds, connections, amount }) => {
  const times = []
  const { method = "GET", path, nextPath, body } = request
  const reading = autocannon({
    url: baseUrl,
    connections,
    // It looks at every sample whether it is done.
    ...(amount ? { amount, sampleInt: 10 } : { duration: seconds }),
    timeout: 30,
    method,
    headers: { ...headers, ...request.headers },
    ...(body ? { body } : {}),
    requests: [nextPath ? { setupRequest: (one) => ({ ...one, path: nextPath() }) } : { path }],
  })
  reading.on("response", (_client, status, _bytes, milliseconds) => {
    if (status >= 200 && status < 300) times.push(milliseconds)
  })
  const result = await reading
  return { times, elapsedMs: result.duration * 1000, failures: result.non2xx + result.errors }
}

const once = async (request, settings) => {
  await askProbe(request.server)
  const run = await read(request.server, request, settings)
  return figuresOf(run, await askProbe(request.server))
}

/**
 * Calls `run(job, round)` for each job in turn, round after round, so that whatever else the machine does falls on all of
 * them. Round 0 warms up and does not count; after `settings.until`, no further round starts. Returns the runs by job.
 */
export const inRounds = async (jobs, { rounds, until }, run) => {
  const runs = new Map(jobs.map((job) => [job, []]))
  for (let round = 0; round <= rounds && (round < 2 || Date.now() < until); round += 1)
    for (const job of jobs) {
      const figures = await run(job, round)
      if (round > 0) runs.get(job).push(figures)
    }
  return runs
}

/** One row for each request: `server`, `name` and what is asked for. */
export const measure = async (requests, settings) => {
  const { seconds, connections, amount, profile } = settings
  const runs = await inRounds(requests, settings, (request, round) =>
    once(request, { seconds: round === 0 ? 1 : seconds, connections, amount })
  )
  const rows = []
  for (const request of requests)
    rows.push({
      name: request.name,
      yardstick: request.yardstick,
      atOnce: connections,
      ...summaryOf(runs.get(request)),
      ...(profile
        ? {
            frames: await profiled(request.server, () =>
              read(request.server, request, { seconds, connections, amount })
            ),
          }
        : {}),
    })
  return rows
}
