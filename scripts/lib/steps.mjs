import { readFileSync } from "node:fs"
import { relative } from "node:path"

import { messageFor } from "./failure.mjs"
import { root } from "./paths.mjs"

const useColor = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code) => (text) => (useColor ? `\u001b[${code}m${text}\u001b[0m` : text)
export const green = paint(32)
export const red = paint(31)
export const dim = paint(2)
export const bold = paint(1)

/** Formats milliseconds: 61_234 → "1 min 01.2 s"; 4_321 → "4.3 s". */
export const duration = (milliseconds) => {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(1).padStart(4, "0")} s`
}

export const writeLine = (line = "") => process.stdout.write(`${line}\n`)

const WIDTH = 58

let silent = false

/** Stops printing the results of steps. Used while stopping, when they would only report that they were interrupted. */
export const silenceSteps = () => {
  silent = true
}

/**
 * Runs a step and prints its start, its duration and, if `run` returns a string, its result. Steps may run in parallel,
 * so each prints whole lines.
 */
export const step = async (title, run) => {
  const startedAt = Date.now()
  const printResult = (line) => {
    if (!silent) writeLine(line)
  }
  writeLine(`  ${dim("…")} ${dim(title)}`)
  try {
    const result = await run()
    const outcome = typeof result === "string" && result ? ` ${dim(`(${result})`)}` : ""
    printResult(
      `  ${green("✓")} ${title.padEnd(WIDTH)} ${dim(duration(Date.now() - startedAt).padStart(12))}${outcome}`
    )
    return result
  } catch (error) {
    printResult(`  ${red("✗")} ${title.padEnd(WIDTH)} ${dim(duration(Date.now() - startedAt).padStart(12))}`)
    throw error
  }
}

/** Returns the last lines of a log file. */
export const tail = (file, lines = 25) => {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n")
  } catch {
    return ""
  }
}

/** Prints an error: its message and the end of its log, or the stack trace of an unexpected error. */
export const explain = (error) => {
  const message = messageFor(error)
  const log = error?.log
  if (log) writeLine(`\n${dim(tail(log))}`)
  writeLine(`\n${red(bold(message ?? "An unexpected error occurred."))}`)
  if (!message) writeLine(dim(error?.stack ?? String(error)))
  if (log) writeLine(dim(`Full log: ${relative(root, log)}`))
}
