import { type ChildProcess, spawn } from "node:child_process"
import { createWriteStream } from "node:fs"
import { join } from "node:path"

import { repositoryRoot } from "./template-database"

export type ShopProcess = {
  readonly baseUrl: string
  readonly pid: number
  /** SIGKILL, as the kernel or a power cut does it; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM and wait. */
  stop(): Promise<void>
}

const exited = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once("exit", () => resolve())
  })

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

/** The whole backend as a process of its own, with a live worker, ready to be killed. */
export const startShopProcess = async (options: {
  databaseUrl: string
  port: number
  env?: Record<string, string>
  logFile?: string
}): Promise<ShopProcess> => {
  const root = repositoryRoot()
  const baseUrl = `http://localhost:${options.port}`
  const child = spawn(
    process.execPath,
    [join(root, "node_modules/@medusajs/cli/cli.js"), "start", "-p", String(options.port)],
    {
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
        DATABASE_URL: options.databaseUrl,
        PORT: String(options.port),
        ATRIUM_BACKEND_URL: baseUrl,
        ...options.env,
      },
    }
  )
  let output = ""
  const log = options.logFile ? createWriteStream(options.logFile, { flags: "a" }) : undefined
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000)
      log?.write(chunk)
    })
  const deadline = Date.now() + 90_000
  while (!(await answers(`${baseUrl}/ready`))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL")
      throw new Error(`The shop did not start:\n${output}`)
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
    stop: async () => {
      child.kill("SIGTERM")
      await exited(child)
    },
  }
}

/** Polls a fact until it holds; throws with the last value when it does not in time. */
export const eventually = async <T>(
  look: () => Promise<T>,
  holds: (value: T) => boolean,
  timeoutMs = 30_000
): Promise<T> => {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await look()
    if (holds(value)) return value
    if (Date.now() > deadline) throw new Error(`Still not so after ${timeoutMs} ms: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
