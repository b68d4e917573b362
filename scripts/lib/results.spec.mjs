import assert from "node:assert/strict"
import { join } from "node:path"
import { test } from "node:test"

import { root } from "./paths.mjs"
import { countTests, jestTests, nodeTests, playwrightTests } from "./results.mjs"

const suite = (status, assertionResults) => ({ name: join(root, "plugins/a.spec.ts"), status, assertionResults })

test("a Jest suite that couldn't run counts as a failure", () => {
  const tests = jestTests({
    testResults: [
      suite("passed", [{ fullName: "a b", status: "passed" }]),
      suite("failed", []),
      suite("passed", [{ fullName: "c", status: "pending" }]),
    ],
  })
  assert.deepEqual(countTests(tests), { passed: 1, failed: 1, skipped: 1 })
  assert.equal(tests[0].file, "plugins/a.spec.ts")
})

test("tests of files that run together keep their own titles and files", () => {
  const inner = "plugins/a/src/mail.spec.tsx"
  const assertion = { ancestorTitles: [inner, "a mail"], fullName: `${inner} a mail is sent`, status: "passed" }
  const name = join(root, "packages/test-kit/together.spec.ts")
  assert.deepEqual(jestTests({ testResults: [{ name, status: "passed", assertionResults: [assertion] }] }), [
    { title: "a mail is sent", status: "passed", file: inner },
  ])
})

test("Playwright's nested suites and projects are part of the titles", () => {
  const spec = (status) => ({ title: "buys", file: "buy.spec.ts", tests: [{ projectName: "phone", status }] })
  const report = {
    suites: [
      { title: "buy.spec.ts", specs: [spec("expected")], suites: [{ title: "as guest", specs: [spec("unexpected")] }] },
    ],
  }
  const tests = playwrightTests(report)
  assert.deepEqual(
    tests.map(({ title, status }) => [title, status]),
    [
      ["buys (phone)", "passed"],
      ["as guest buys (phone)", "failed"],
    ]
  )
})

test("an error outside of tests counts as a failure", () => {
  assert.deepEqual(countTests(playwrightTests({ errors: [{}] })), { passed: 0, failed: 1, skipped: 0 })
})

test("each test of Node's test runner is counted once", () => {
  const output = ["ok 1 - alone # time=1", "    ok 1 - inner one", "    not ok 2 - inner two", "not ok 2 - outer"].join(
    "\n"
  )
  assert.deepEqual(countTests(nodeTests(output)), { passed: 2, failed: 1, skipped: 0 })
})
