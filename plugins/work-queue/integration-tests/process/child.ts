import { fork, type ChildProcess } from "node:child_process"
import { join } from "node:path"

export type Start = { key: string; attempt: number; at: number }

/** A worker in a separate process; it adds each item it begins to `starts`. */
export const startWorkerProcess = async (database: string, starts: Start[], concurrency = 6): Promise<ChildProcess> => {
  const child = fork(join(__dirname, "run.cjs"), ["worker-process.ts", database, String(concurrency)], {
    execArgv: ["--conditions=atrium-source"],
  })
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The worker process ended with ${code}`)))
    child.on("message", (message: "ready" | Start) => (message === "ready" ? resolve() : void starts.push(message)))
  })
  return child
}
