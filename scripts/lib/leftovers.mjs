// A script that is killed (kill -9, a power cut) cannot end what it started. So it keeps a list, and the next run ends
// what is left. A pid alone is no proof, pids are used again: the start time of the process must be the same.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

let file
let list = { script: undefined, processes: [] }

/** When a process began, in whatever words the system has; undefined when there is no such process. */
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

/** The script that holds `path` and is still alive, if any. */
export const holderOf = (path) => {
  const script = existsSync(path) ? read(path)?.script : undefined
  return script && isSame(script) && script.pid !== process.pid ? script.pid : undefined
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Ends what a killed run left, the last started first. Returns the names of what was ended. */
export const endLeftovers = async (path) => {
  const left = (read(path)?.processes ?? []).filter(isSame).reverse()
  for (const entry of left) {
    // A database is signaled alone (SIGINT), everything else as a group.
    process.kill(entry.stopSignal === "SIGINT" ? entry.pid : -entry.pid, entry.stopSignal)
    for (let tries = 0; tries < 100 && isSame(entry); tries += 1) await pause(100)
    if (isSame(entry)) process.kill(-entry.pid, "SIGKILL")
  }
  return left.map(({ name }) => name)
}

/** From now on, what this script starts is written down in `path`. */
export const keepListIn = (path) => {
  file = path
  list = { script: { pid: process.pid, start: startOf(process.pid) }, processes: [] }
  save()
}

export const remember = (name, pid, stopSignal) => {
  if (pid === undefined) return
  list.processes.push({ name, pid, stopSignal, start: startOf(pid) })
  save()
}

export const forget = (pid) => {
  list.processes = list.processes.filter((entry) => entry.pid !== pid)
  save()
}

/** The list is no longer needed: everything has ended. */
export const dropList = () => {
  if (file) rmSync(file, { force: true })
  file = undefined
}
