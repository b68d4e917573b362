import { type ChildProcess, spawn } from "node:child_process"
import { connect } from "node:net"
import { tmpdir } from "node:os"

import { freePort } from "./with-shop"

export type RedisServer = {
  readonly url: string
  /** The response to one command, as text of Redis's protocol; to inspect keys. */
  ask(...command: string[]): Promise<string>
  stop(): Promise<void>
}

const ADVICE = "Install Redis (Debian: apt-get install redis-server) or put redis-server on the PATH."

const encode = (parts: string[]) =>
  `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join("")}`

// One command per connection: enough to inspect keys, and needs no client library.
const ask = (port: number, command: string[]) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(encode(command)))
    let answer = ""
    const settle = setTimeout(() => socket.end(), 150)
    socket.on("data", (chunk) => {
      answer += chunk.toString()
      settle.refresh()
    })
    socket.once("close", () => {
      clearTimeout(settle)
      resolve(answer)
    })
    socket.once("error", (error) => {
      clearTimeout(settle)
      reject(error)
    })
  })

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once("exit", () => resolve())
  })

const untilItAnswers = async (port: number, child: ChildProcess): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await ask(port, ["PING"]).catch(() => "")
    if (answer.startsWith("+PONG")) return
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill("SIGKILL")
  throw new Error(`redis-server did not answer on port ${port}`)
}

/** A real Redis for one test, in memory, on a free port. Throws when there is no redis-server. */
export const startRedis = async (): Promise<RedisServer> => {
  const port = await freePort()
  const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
  const child = spawn("redis-server", [...options, "--maxmemory-policy", "noeviction"], {
    cwd: tmpdir(),
    stdio: "ignore",
  })
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve)
    child.once("error", () => reject(new Error(`There is no redis-server. ${ADVICE}`)))
  })
  await untilItAnswers(port, child)
  return {
    url: `redis://localhost:${port}`,
    ask: (...command) => ask(port, command),
    stop: async () => {
      child.kill("SIGKILL")
      await ended(child)
    },
  }
}
