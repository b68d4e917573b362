// A script that is killed (kill -9, power loss) can't stop the processes it started. It therefore writes their PIDs to
// a file, and the next run stops those that are left. PIDs are reused, so the processes' start times must match too.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

let file
let list = { script: undefined, processes: [] }

/** Returns the start time of a process in the system's own format, or undefined when it doesn't exist. */
export const startOf = (pid) => {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
      return fields[0] === "Z" ? undefined : fields[19]
    }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined
  } catch {
    return undefined
  }
}

const isSame = ({ pid, start }) => start !== undefined && startOf(pid) === start

const save = () => {
  if (!file) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(list, null, 2))
}

const read = (path) => {
  try {
    return JSON.parse(readFileSync(path, "utf8"))
  } catch {
    return undefined
  }
}

/** Returns the PID of the running script that uses the file at `path`, if any. */
export const runningScript = (path) => {
  const script = existsSync(path) ? read(path)?.script : undefined
  return script && isSame(script) && script.pid !== process.pid ? script.pid : undefined
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Stops the processes left by a killed run, last started first. Returns their names. */
export const endLeftovers = async (path) => {
  const leftovers = (read(path)?.processes ?? []).filter(isSame).reverse()
  for (const entry of leftovers) {
    // The database gets the signal alone (SIGINT), other processes as a group.
    process.kill(entry.stopSignal === "SIGINT" ? entry.pid : -entry.pid, entry.stopSignal)
    for (let tries = 0; tries < 100 && isSame(entry); tries += 1) await pause(100)
    if (isSame(entry)) process.kill(-entry.pid, "SIGKILL")
  }
  return leftovers.map(({ name }) => name)
}

/** Starts recording the processes of this script in the file at `path`. */
export const trackProcessesIn = (path) => {
  file = path
  list = { script: { pid: process.pid, start: startOf(process.pid) }, processes: [] }
  save()
}

export const trackProcess = (name, pid, stopSignal) => {
  if (pid === undefined) return
  list.processes.push({ name, pid, stopSignal, start: startOf(pid) })
  save()
}

export const untrackProcess = (pid) => {
  list.processes = list.processes.filter((entry) => entry.pid !== pid)
  save()
}

/** Deletes the file, once all processes have stopped. */
export const stopTracking = () => {
  if (file) rmSync(file, { force: true })
  file = undefined
}
