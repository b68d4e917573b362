import { type ChildProcess, spawn } from "node:child_process"
import { createWriteStream } from "node:fs"
import { join } from "node:path"

import { repositoryRoot } from "./template-database"

export type ShopProcess = {
  readonly baseUrl: string
  readonly pid: number
  /** SIGKILL, like a crash or power failure; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM and wait. Returns the exit code; null when a signal ended it. */
  stop(): Promise<number | null>
}

const exited = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode)
    child.once("exit", (code) => resolve(code))
  })

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

const OUTPUT_KEPT = 20_000
/** A start takes five seconds, on a busy machine up to a minute. */
const START_MS = 150_000

/** Medusa's command line on the source code, in demo mode unless `env` overrides it; an empty value unsets a variable. */
const spawnMedusa = (command: string[], env: Record<string, string>, logFile?: string) => {
  const root = repositoryRoot()
  const child = spawn(process.execPath, [join(root, "node_modules/@medusajs/cli/cli.js"), ...command], {
    cwd: join(root, "backend"),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "demo",
      NODE_OPTIONS: "--conditions=atrium-source",
      ATRIUM_PLUGINS_FROM: "source",
      ATRIUM_DISABLE_ADMIN: "1",
      MEDUSA_DISABLE_TELEMETRY: "true",
      LOG_LEVEL: "info",
      ...env,
    },
  })
  const log = logFile ? createWriteStream(logFile, { flags: "a" }) : undefined
  const tail = { output: "" }
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      tail.output = (tail.output + chunk.toString()).slice(-OUTPUT_KEPT)
      log?.write(chunk)
    })
  return { child, tail }
}

/** Runs a Medusa command until it exits, e.g. a `start` that must refuse. Kills it when it takes longer than a start may. */
export const runMedusa = async (
  command: string[],
  env: Record<string, string>
): Promise<{ code: number | null; output: string }> => {
  const { child, tail } = spawnMedusa(command, env)
  const late = setTimeout(() => child.kill("SIGKILL"), START_MS)
  const code = await exited(child)
  clearTimeout(late)
  return { code, output: tail.output }
}

/** The whole backend as a separate process, with a live worker, ready to be killed. */
export const startShopProcess = async (options: {
  databaseUrl: string
  port: number
  env?: Record<string, string>
  logFile?: string
}): Promise<ShopProcess> => {
  const baseUrl = `http://localhost:${options.port}`
  const { child, tail } = spawnMedusa(
    ["start", "-p", String(options.port)],
    {
      DATABASE_URL: options.databaseUrl,
      PORT: String(options.port),
      ATRIUM_BACKEND_URL: baseUrl,
      ...options.env,
    },
    options.logFile
  )
  const deadline = Date.now() + START_MS
  while (!(await answers(`${baseUrl}/ready`))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL")
      throw new Error(`The shop did not start:\n${tail.output}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    baseUrl,
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill("SIGKILL")
      await exited(child)
    },
    stop: () => {
      child.kill("SIGTERM")
      return exited(child)
    },
  }
}

/** Polls until a condition holds; throws with the last value on timeout. */
export const eventually = async <T>(
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  timeoutMs = 30_000
): Promise<T> => {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await read()
    if (holds(value)) return value
    if (Date.now() > deadline)
      throw new Error(`The condition did not hold within ${timeoutMs} ms: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
