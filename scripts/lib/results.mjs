// Converts the test runners' reports to one format: { title, status: "passed" | "failed" | "skipped", file }.
import { existsSync, readFileSync } from "node:fs"
import { basename, relative } from "node:path"

import { root } from "./paths.mjs"

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined)

const JEST = { passed: "passed", failed: "failed", pending: "skipped", todo: "skipped", disabled: "skipped" }

/** Returns the tests of a report by `jest --json`. A suite that couldn't run counts as one failure. */
export const jestTests = (report) =>
  (report?.testResults ?? []).flatMap((suite) => {
    const file = relative(root, suite.name)
    const tests = suite.assertionResults.map(({ fullName, ancestorTitles, status }) => {
      // together.spec.ts contains the tests of many files, each in a describe with the file's path.
      const inner = basename(file) === "together.spec.ts" && ancestorTitles[0]
      return {
        title: inner ? fullName.slice(inner.length + 1) : fullName,
        status: JEST[status] ?? "failed",
        file: inner || file,
      }
    })
    const broken = suite.status === "failed" && !tests.some(({ status }) => status === "failed")
    return broken ? [...tests, { title: "the suite runs", status: "failed", file }] : tests
  })

const PLAYWRIGHT = { expected: "passed", flaky: "passed", unexpected: "failed", skipped: "skipped" }

const playwrightSuite = (suite, titles = []) => [
  ...(suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((run) => ({
      title: [...titles, spec.title, `(${run.projectName})`].join(" "),
      status: PLAYWRIGHT[run.status] ?? "failed",
      file: `storefront/e2e/${spec.file}`,
    }))
  ),
  ...(suite.suites ?? []).flatMap((inner) => playwrightSuite(inner, [...titles, inner.title])),
]

/** Returns the tests of a report by Playwright's JSON reporter. */
export const playwrightTests = (report) => [
  ...(report?.suites ?? []).flatMap((suite) => playwrightSuite(suite)),
  ...(report?.errors ?? []).map(() => ({ title: "the suite runs", status: "failed", file: "storefront/e2e" })),
]

/** Returns the tests in the output of `node --test --test-reporter=tap`, without tests that only contain subtests. */
export const nodeTests = (output) => {
  const tests = []
  let subtests = 0
  for (const line of output.split("\n")) {
    const [, indent, not, title] = /^( *)(not )?ok \d+ - (.*)$/.exec(line) ?? []
    if (indent === undefined) continue
    if (indent.length > 0) subtests += 1
    else if (subtests > 0) {
      subtests = 0
      continue
    }
    tests.push({ title: title.replace(/ # .*$/, ""), status: not ? "failed" : "passed", file: "scripts" })
  }
  return tests
}

export const jestResults = (file) => jestTests(read(file))
export const playwrightResults = (file) => playwrightTests(read(file))

/** Counts tests by status. */
export const countTests = (tests) => {
  const count = (expected) => tests.filter(({ status }) => status === expected).length
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") }
}
