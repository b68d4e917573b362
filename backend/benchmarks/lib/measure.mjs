import autocannon from "autocannon"

import { askProbe } from "./shop.mjs"

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

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

const load = ({ baseUrl, publishableKey }, { path, nextPath, headers = {} }, { seconds, connections }) =>
  autocannon({
    url: baseUrl,
    connections,
    duration: seconds,
    headers: { "x-publishable-api-key": publishableKey, ...headers },
    requests: [nextPath ? { setupRequest: (request) => ({ ...request, path: nextPath() }) } : { path }],
  })

const once = async (shop, request, settings) => {
  await askProbe(shop)
  const result = await load(shop, request, settings)
  const { statements, lag, memory } = await askProbe(shop)
  const answered = result["2xx"]
  return {
    perSecond: answered / result.duration,
    latency: { p50: result.latency.p50, p95: result.latency.p97_5, p99: result.latency.p99 },
    statements: statements / Math.max(1, answered),
    failures: result.non2xx + result.errors,
    lag: lag.p99,
    memory,
  }
}

const summary = (runs) => ({
  perSecond: median(runs.map(({ perSecond }) => perSecond)),
  p50: median(runs.map(({ latency }) => latency.p50)),
  p95: median(runs.map(({ latency }) => latency.p95)),
  p99: median(runs.map(({ latency }) => latency.p99)),
  statements: median(runs.map(({ statements }) => statements)),
  lag: median(runs.map(({ lag }) => lag)),
  memory: Math.max(...runs.map(({ memory }) => memory)),
  failures: runs.reduce((sum, { failures }) => sum + failures, 0),
})

/** Where the shop's time goes while `job` runs. */
export const profiled = async (shop, job) => {
  await askProbe(shop, "profile")
  await job()
  return topFrames(await askProbe(shop, "end-profile"))
}

/**
 * Asks for each request in turn, round after round, so that whatever else the machine does falls on all of them; the
 * first round warms up and does not count.
 */
export const measure = async (shop, requests, { rounds, seconds, connections, profile }) => {
  const runs = new Map(requests.map((request) => [request, []]))
  for (let round = 0; round <= rounds; round += 1)
    for (const request of requests) {
      const run = await once(shop, request, { seconds: round === 0 ? 1 : seconds, connections })
      if (round > 0) runs.get(request).push(run)
    }
  const rows = []
  for (const request of requests)
    rows.push({
      name: request.name,
      yardstick: request.yardstick === true,
      ...summary(runs.get(request)),
      ...(profile ? { frames: await profiled(shop, () => load(shop, request, { seconds, connections })) } : {}),
    })
  return rows
}
