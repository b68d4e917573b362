// Loaded into a server's process before anything else (node --require): counts its SQL statements at the driver, measures
// its event loop, processor time and memory, and profiles it. Answers on a socket of its own, so that asking is no request
// to the server.
const { Session } = require("node:inspector")
const { createServer } = require("node:net")
const { monitorEventLoopDelay } = require("node:perf_hooks")
const { setTimeout: pause } = require("node:timers/promises")
const { setFlagsFromString } = require("node:v8")
const { runInNewContext } = require("node:vm")

// Processes that the server starts inherit the environment, but the port is taken.
const port = Number(process.env.BENCHMARK_PROBE_PORT)
delete process.env.BENCHMARK_PROBE_PORT

const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
let statements = 0
let processor = process.cpuUsage()
let session

/** The drivers of the shop and of the folder that the server runs in. */
const drivers = () =>
  new Set(
    [__dirname, process.cwd()].flatMap((folder) => {
      try {
        return [require(require.resolve("pg", { paths: [folder] })).Client]
      } catch (error) {
        if (error.code === "MODULE_NOT_FOUND") return []
        throw error
      }
    })
  )

const count = (Client) => {
  const { query } = Client.prototype
  Client.prototype.query = function (...values) {
    statements += 1
    return Reflect.apply(query, this, values)
  }
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
    const { user, system } = process.cpuUsage(processor)
    const figures = {
      statements,
      processorMs: (user + system) / 1000,
      memory: process.memoryUsage().rss,
      heap: process.memoryUsage().heapUsed,
      lag: { p99: delay.percentile(99) / 1e6, most: delay.max / 1e6 },
    }
    statements = 0
    processor = process.cpuUsage()
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

if (port) {
  for (const Client of drivers()) count(Client)
  createServer((socket) => {
    socket.on("error", () => undefined)
    socket.once("data", async (command) => socket.end(JSON.stringify(await COMMANDS[String(command)]())))
  })
    .listen(port, "127.0.0.1")
    .unref()
}
