// Loaded into the shop's process before anything else (node --require): counts its SQL statements at the driver, measures
// its event loop and memory, and profiles it. Answers on a socket of its own, so that asking is no request to the shop.
const { Session } = require("node:inspector")
const { createServer } = require("node:net")
const { monitorEventLoopDelay } = require("node:perf_hooks")
const { setTimeout: pause } = require("node:timers/promises")
const { setFlagsFromString } = require("node:v8")
const { runInNewContext } = require("node:vm")

const { Client } = require("pg")

const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
let statements = 0
let session

const query = Client.prototype.query
Client.prototype.query = function (...values) {
  statements += 1
  return Reflect.apply(query, this, values)
}

/** Node's own function, which a process otherwise has only with --expose-gc. */
const collectGarbage = () => {
  setFlagsFromString("--expose-gc")
  runInNewContext("gc")()
}

const post = (method) =>
  new Promise((resolve, reject) => session.post(method, (error, result) => (error ? reject(error) : resolve(result))))

/** Each returns what is sent back. `read` returns the figures since the last time it was asked. */
const COMMANDS = {
  read: () => {
    const figures = {
      statements,
      memory: process.memoryUsage().rss,
      heap: process.memoryUsage().heapUsed,
      lag: { p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 },
    }
    statements = 0
    delay.reset()
    return figures
  },
  collect: async () => {
    for (let round = 0; round < 3; round += 1) {
      collectGarbage()
      await pause(100)
    }
    return { heap: process.memoryUsage().heapUsed, memory: process.memoryUsage().rss }
  },
  profile: async () => {
    session = new Session()
    session.connect()
    await post("Profiler.enable")
    await post("Profiler.start")
    return {}
  },
  "end-profile": async () => {
    const { profile } = await post("Profiler.stop")
    session.disconnect()
    return profile
  },
}

createServer((socket) => {
  socket.on("error", () => undefined)
  socket.once("data", async (command) => socket.end(JSON.stringify(await COMMANDS[String(command)]())))
})
  .listen(Number(process.env.BENCHMARK_PROBE_PORT), "127.0.0.1")
  .unref()
