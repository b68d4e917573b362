import { spawn } from "node:child_process"
import { createWriteStream, mkdirSync } from "node:fs"
import { dirname } from "node:path"

import { Failure, sentenceForOutput } from "./failure.mjs"
import { forget, pause, remember } from "./leftovers.mjs"
import { root } from "./paths.mjs"

/** Everything this script started and that still runs, in order of their start. */
const running = new Set()
let ending = false

const environment = (changes) => {
  const merged = { ...process.env, ...changes }
  for (const name of Object.keys(merged)) if (merged[name] === undefined) delete merged[name]
  return merged
}

/** Starts a process as the leader of a group, so that Ctrl-C reaches this script alone and it decides about the order. */
export const launch = (
  name,
  command,
  options,
  { cwd = root, env = {}, log, echo = false, uid, gid, stopSignal = "SIGTERM" } = {}
) => {
  // After Ctrl-C, a list of steps would continue with its next one while the others are being ended.
  if (ending) throw new Failure(`${name} was not started: everything is being ended.`)
  if (log) mkdirSync(dirname(log), { recursive: true })
  const file = log ? createWriteStream(log, { flags: "w" }) : undefined
  const child = spawn(command, options, {
    cwd,
    env: environment(env),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid }),
  })
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
      forget(child.pid)
      file?.end()
      resolve(exit)
    }
    child.once("error", (error) => end({ code: null, error }))
    child.once("close", (code, signal) => end({ code, signal }))
  })
  running.add(process_)
  remember(name, child.pid, stopSignal)
  return process_
}

/** Runs a command to its end. Throws a Failure with `failure` as its sentence when it does not end well. */
export const run = async (command, options, { failure, name = command, ...settings }) => {
  const process_ = launch(name, command, options, settings)
  const { code, error } = await process_.ended
  if (code === 0) return process_.output
  if (error?.code === "ENOENT") throw new Failure(`${command} is not installed or not on the PATH.`)
  throw new Failure(sentenceForOutput(process_.output) ?? failure ?? `${name} failed.`, { log: settings.log })
}

const signal = ({ child }, name) => {
  try {
    // The whole group: what the process started ends with it.
    process.kill(-child.pid, name)
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
}

/** Asks a process to end, and makes it end when it does not within `patience` milliseconds. */
export const stop = async (process_, patience = 10_000) => {
  if (process_.exit) return
  // Postgres ends its own children; signaled as a group, they would treat it as a crash.
  if (process_.stopSignal === "SIGINT") process_.child.kill("SIGINT")
  else signal(process_, process_.stopSignal)
  const kill = setTimeout(() => signal(process_, "SIGKILL"), patience)
  await process_.ended
  clearTimeout(kill)
}

/** Ends everything that was started, the last first: the database outlives those who use it. */
export const stopAll = async () => {
  ending = true
  for (const process_ of [...running].reverse()) await stop(process_)
}

/** Polls until `ready` says yes; a Failure when the process ends first or `seconds` pass. */
export const untilReady = async (process_, ready, { seconds = 120, failure } = {}) => {
  const deadline = Date.now() + seconds * 1000
  while (!(await ready())) {
    if (process_.exit) throw new Failure(sentenceForOutput(process_.output) ?? failure, { log: process_.log })
    if (Date.now() > deadline)
      throw new Failure(`${failure} It did not answer within ${seconds} s.`, { log: process_.log })
    await pause(100)
  }
}

/** Whether a URL answers with success. */
export const answers = async (url) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}
