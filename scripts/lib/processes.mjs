import { spawn } from "node:child_process"
import { createWriteStream, mkdirSync } from "node:fs"
import { constants, setPriority } from "node:os"
import { dirname } from "node:path"

import { Failure, messageForOutput } from "./failure.mjs"
import { untrackProcess, pause, trackProcess } from "./leftovers.mjs"
import { root } from "./paths.mjs"

/** Running processes of this script, in the order they were started. */
const running = new Set()
let ending = false

const environment = (changes) => {
  const merged = { ...process.env, ...changes }
  for (const name of Object.keys(merged)) if (merged[name] === undefined) delete merged[name]
  return merged
}

/**
 * Starts a process in its own group, so that Ctrl-C only reaches this script, which stops the processes in order.
 * `lowPriority`: other processes get the processors first.
 */
export const launch = (
  name,
  command,
  options,
  { cwd = root, env = {}, log, echo = false, uid, gid, stopSignal = "SIGTERM", lowPriority = false } = {}
) => {
  // After Ctrl-C, running steps must not start further processes.
  if (ending) throw new Failure(`${name} was not started, because the script is stopping.`)
  if (log) mkdirSync(dirname(log), { recursive: true })
  const file = log ? createWriteStream(log, { flags: "w" }) : undefined
  const child = spawn(command, options, {
    cwd,
    env: environment(env),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid }),
  })
  if (lowPriority && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  const process_ = { name, child, log, stopSignal, output: "", ended: undefined, exit: undefined }
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      process_.output = (process_.output + chunk).slice(-20_000)
      file?.write(chunk)
      if (echo) process.stdout.write(chunk)
    })
  process_.ended = new Promise((resolve) => {
    const end = (exit) => {
      if (process_.exit) return
      process_.exit = exit
      running.delete(process_)
      untrackProcess(child.pid)
      file?.end()
      resolve(exit)
    }
    child.once("error", (error) => end({ code: null, error }))
    child.once("close", (code, signal) => end({ code, signal }))
  })
  running.add(process_)
  trackProcess(name, child.pid, stopSignal)
  return process_
}

/** Runs a command and returns its output. Throws a Failure with the message `failure` when it fails. */
export const run = async (command, options, { failure, name = command, ...settings }) => {
  const process_ = launch(name, command, options, settings)
  const { code, error } = await process_.ended
  if (code === 0) return process_.output
  if (error?.code === "ENOENT") throw new Failure(`${command} isn't installed or isn't on the PATH.`)
  throw new Failure(messageForOutput(process_.output) ?? failure ?? `${name} failed.`, { log: settings.log })
}

const signal = ({ child }, name) => {
  try {
    // Signals the whole group, so that child processes stop too.
    process.kill(-child.pid, name)
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
}

/** Stops a process, and kills it if it hasn't exited within `timeoutMs`. */
export const stop = async (process_, timeoutMs = 10_000) => {
  if (process_.exit) return
  // Postgres stops its own child processes. A signal to the group would look like a crash to them.
  if (process_.stopSignal === "SIGINT") process_.child.kill("SIGINT")
  else signal(process_, process_.stopSignal)
  const kill = setTimeout(() => signal(process_, "SIGKILL"), timeoutMs)
  await process_.ended
  clearTimeout(kill)
}

/** Stops all processes, last started first, so that the database stops last. */
export const stopAll = async () => {
  ending = true
  for (const process_ of [...running].reverse()) await stop(process_)
}

/** Polls until `ready` returns true. Throws a Failure when the process exits first or `seconds` have passed. */
export const untilReady = async (process_, ready, { seconds = 120, failure } = {}) => {
  const deadline = Date.now() + seconds * 1000
  while (!(await ready())) {
    if (process_.exit) throw new Failure(messageForOutput(process_.output) ?? failure, { log: process_.log })
    if (Date.now() > deadline)
      throw new Failure(`${failure} It didn't respond within ${seconds} s.`, { log: process_.log })
    await pause(100)
  }
}

/** Whether a URL responds with a success status. */
export const responds = async (url) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}
