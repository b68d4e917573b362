import assert from "node:assert/strict"
import { test } from "node:test"

import { checkPromises, checkProperties, withoutTag } from "./properties.mjs"

const ran = (title, status = "passed") => ({ title, status, file: "some.spec.ts" })

test("a property without a test is missing", () => {
  const { properties } = checkProperties([])
  assert.equal(properties.length, 38)
  assert.ok(properties.every(({ state }) => state === "missing"))
})

test("a property is proven only when all its tests passed", () => {
  const { properties } = checkProperties([
    ran("[P19 R7.5] begins in pending_contact"),
    ran("[P19 R7.5] also here", "failed"),
  ])
  assert.equal(properties[18].state, "failed")
  assert.equal(checkProperties([ran("[P19 R7.5] begins in pending_contact")]).properties[18].state, "proven")
})

test("a skipped test doesn't prove a property", () => {
  assert.equal(checkProperties([ran("[P19 R7.5] begins", "skipped")]).properties[18].state, "missing")
})

test("one test can prove two properties", () => {
  const { properties } = checkProperties([ran("a suite [P24 R9.2] [P25 R9.3] shows the label")])
  assert.deepEqual([properties[23].state, properties[24].state], ["proven", "proven"])
})

test("tags with an unknown number or requirement are reported", () => {
  const { wrongTags } = checkProperties([ran("[P19 R7.4] wrong"), ran("[P99 R1.1] wrong")])
  assert.equal(wrongTags.length, 2)
})

test("tags are removed from the start and the end of a title", () => {
  assert.equal(withoutTag("[P2 R1.3] shows the symbol"), "shows the symbol")
  assert.equal(withoutTag("the symbol is shown [P2 R1.3] (phone)"), "the symbol is shown (phone)")
})

test("a promise is proven by tests with its tag, alone or beside others, and fails with one of them", () => {
  const stateOf = (tests, tag) => checkPromises(tests).find((promise) => promise.tag === tag).state
  assert.equal(checkPromises([]).length, 17)
  assert.equal(stateOf([ran("finds a lost event [R01 R12]")], "R12"), "proven")
  assert.equal(stateOf([ran("one order [R01]"), ran("one refund [R01]", "failed")], "R01"), "failed")
  assert.equal(stateOf([ran("later [R05]", "skipped"), ran("[P33 R11.1] shows the message")], "R05"), "missing")
  assert.equal(withoutTag("finds a lost event [R01 R12] (phone)"), "finds a lost event (phone)")
})
