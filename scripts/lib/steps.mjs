import { readFileSync } from "node:fs"
import { relative } from "node:path"

import { sentenceFor } from "./failure.mjs"
import { root } from "./paths.mjs"

const colour = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code) => (text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
export const green = paint(32)
export const red = paint(31)
export const dim = paint(2)
export const bold = paint(1)

/** 61_234 → "1 min 01.2 s"; 4_321 → "4.3 s". */
export const duration = (milliseconds) => {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(1).padStart(4, "0")} s`
}

export const say = (line = "") => process.stdout.write(`${line}\n`)

const WIDTH = 58

let silent = false

/** From now on steps say nothing: what they would say is only that they were ended. */
export const silenceSteps = () => {
  silent = true
}

/**
 * Says that a step begins and, when it ends, how long it took. Steps may run side by side, so every line is complete.
 * `run` may return a string: what came out of it.
 */
export const step = async (title, run) => {
  const begun = Date.now()
  const sayOutcome = (line) => {
    if (!silent) say(line)
  }
  say(`  ${dim("…")} ${dim(title)}`)
  try {
    const result = await run()
    const outcome = typeof result === "string" && result ? ` ${dim(`(${result})`)}` : ""
    sayOutcome(`  ${green("✓")} ${title.padEnd(WIDTH)} ${dim(duration(Date.now() - begun).padStart(12))}${outcome}`)
    return result
  } catch (error) {
    sayOutcome(`  ${red("✗")} ${title.padEnd(WIDTH)} ${dim(duration(Date.now() - begun).padStart(12))}`)
    throw error
  }
}

/** The last lines of a log, where they help. */
export const tail = (file, lines = 25) => {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n")
  } catch {
    return ""
  }
}

/** One clear sentence, and where to read more; a stack trace only for unexpected errors. */
export const explain = (error) => {
  const sentence = sentenceFor(error)
  const log = error?.log
  if (log) say(`\n${dim(tail(log))}`)
  say(`\n${red(bold(sentence ?? "Something went wrong that this script did not foresee."))}`)
  if (!sentence) say(dim(error?.stack ?? String(error)))
  if (log) say(dim(`The whole log: ${relative(root, log)}`))
}
