import { relative } from "node:path"

import { sentenceFor } from "./failure.mjs"
import { root } from "./paths.mjs"
import { judgeProperties, withoutTag } from "./properties.mjs"
import { countTests } from "./results.mjs"
import { bold, dim, duration, green, red, say, tail } from "./steps.mjs"
import { outcomeLine } from "./tasks.mjs"

const mark = (ok) => (ok ? green("✓") : red("✗"))

/** What went wrong in one task: its failed tests by name, else the end of its log. */
const sayFailure = ({ name, tests = [], error, log, because }) => {
  if (because) return
  say(`\n${red(bold(name))}`)
  const failed = tests.filter(({ status }) => status === "failed")
  for (const { title, file } of failed) say(`  ${red("✗")} ${title} ${dim(file)}`)
  if (error) say(`  ${sentenceFor(error) ?? error.stack}`)
  const file = log ?? error?.log
  if (file && failed.length <= 3) say(dim(tail(file, 40)))
  if (file) say(dim(`  The whole log: ${relative(root, file)}`))
}

const sayProperties = ({ properties, wrongTags }) => {
  say(`\n${bold("Properties")}`)
  for (const { number, name, requirement, state, tests, owed } of properties) {
    const title = `P${number} ${name} (R${requirement})`
    if (state === "missing") say(`  ${owed ? red("✗") : dim("·")} missing: ${title}${owed ? red(" — owed now") : ""}`)
    else {
      say(`  ${mark(state === "proven")} ${title}`)
      for (const { title: test, file, status } of tests)
        say(dim(`      ${status === "failed" ? "✗ " : ""}${withoutTag(test)} — ${file}`))
    }
  }
  for (const tag of wrongTags) say(`  ${red("✗")} a tag that names no property: ${tag}`)
}

/**
 * Prints the one summary: every step with its time and counts, what failed and why, the properties with their tests,
 * and the sum alone on the last line. Returns whether all is well.
 */
export const summarise = (outcomes, { begun, withProperties }) => {
  const tests = outcomes.flatMap((outcome) => outcome.tests ?? [])
  for (const outcome of outcomes.filter(({ ok }) => !ok)) sayFailure(outcome)
  const judged = judgeProperties(tests)
  if (withProperties) sayProperties(judged)
  say(`\n${bold("Steps")}`)
  for (const outcome of outcomes) {
    const counts = outcome.tests ? countTests(outcome.tests) : undefined
    say(`  ${mark(outcome.ok)} ${outcomeLine({ ...outcome, counts })}`)
  }
  const { passed, failed, skipped } = countTests(tests)
  // A step that broke without naming a test, and a property that is owed, count as one failure each.
  const brokenSteps = outcomes.filter(
    ({ ok, tests: own = [] }) => !ok && !own.some(({ status }) => status === "failed")
  )
  const owed = withProperties
    ? judged.properties.filter((property) => property.owed).length + judged.wrongTags.length
    : 0
  const failures = failed + brokenSteps.length + owed
  const extra = skipped ? `, ${skipped} skipped` : ""
  say(dim(`\nAll of it took ${duration(Date.now() - begun)}${extra}.`))
  say(`${passed} passed, ${failures} failed`)
  return failures === 0
}
