import { relative } from "node:path"

import { messageFor } from "./failure.mjs"
import { root } from "./paths.mjs"
import { checkPromises, checkProperties, withoutTag } from "./properties.mjs"
import { countTests } from "./results.mjs"
import { bold, dim, duration, green, red, writeLine, tail } from "./steps.mjs"
import { outcomeLine } from "./tasks.mjs"

const mark = (ok) => (ok ? green("✓") : red("✗"))

/** Prints the failed tests of a task, or the end of its log. */
const printFailure = ({ name, tests = [], error, log, blockedBy }) => {
  if (blockedBy) return
  writeLine(`\n${red(bold(name))}`)
  const failed = tests.filter(({ status }) => status === "failed")
  for (const { title, file } of failed) writeLine(`  ${red("✗")} ${title} ${dim(file)}`)
  if (error) writeLine(`  ${messageFor(error) ?? error.stack}`)
  const file = log ?? error?.log
  if (file && failed.length <= 3) writeLine(dim(tail(file, 40)))
  if (file) writeLine(dim(`  Full log: ${relative(root, file)}`))
}

const printProven = (title, { state, tests }) => {
  if (state === "missing") return writeLine(`  ${red("✗")} missing: ${title}`)
  writeLine(`  ${mark(state === "proven")} ${title}`)
  for (const { title: test, file, status } of tests)
    writeLine(dim(`      ${status === "failed" ? "✗ " : ""}${withoutTag(test)} — ${file}`))
}

const printProperties = ({ properties, wrongTags }, promises) => {
  writeLine(`\n${bold("Properties")}`)
  for (const property of properties)
    printProven(`P${property.number} ${property.name} (R${property.requirement})`, property)
  for (const tag of wrongTags) writeLine(`  ${red("✗")} invalid tag: ${tag}`)
  writeLine(`\n${bold("Promises about money and orders")}`)
  for (const promise of promises) printProven(`${promise.tag} ${promise.name}`, promise)
}

/**
 * Prints the summary: failures, properties with their tests, each step with its duration and counts, and the totals on
 * the last line. Returns whether everything passed.
 */
export const summarize = (outcomes, { startedAt, withProperties }) => {
  const tests = outcomes.flatMap((outcome) => outcome.tests ?? [])
  for (const outcome of outcomes.filter(({ ok }) => !ok)) printFailure(outcome)
  const checked = checkProperties(tests)
  const promises = checkPromises(tests)
  if (withProperties) printProperties(checked, promises)
  writeLine(`\n${bold("Steps")}`)
  for (const outcome of outcomes) {
    const counts = outcome.tests ? countTests(outcome.tests) : undefined
    writeLine(`  ${mark(outcome.ok)} ${outcomeLine({ ...outcome, counts })}`)
  }
  const { passed, failed, skipped } = countTests(tests)
  // A failed step without a failed test, and a missing property or promise, count as one failure each.
  const brokenSteps = outcomes.filter(
    ({ ok, tests: own = [] }) => !ok && !own.some(({ status }) => status === "failed")
  )
  const missing = withProperties
    ? [...checked.properties, ...promises].filter(({ state }) => state === "missing").length + checked.wrongTags.length
    : 0
  const failures = failed + brokenSteps.length + missing
  const extra = skipped ? `, ${skipped} skipped` : ""
  writeLine(dim(`\nFinished in ${duration(Date.now() - startedAt)}${extra}.`))
  writeLine(`${passed} passed, ${failures} failed`)
  return failures === 0
}
