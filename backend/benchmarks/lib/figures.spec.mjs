import assert from "node:assert/strict"
import { test } from "node:test"

import { longestList, latencyOf, median, percentile, ratioTo, summaryOf } from "./figures.mjs"

test("a percentile is the smallest number that so many don't exceed", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  assert.deepEqual(latencyOf(hundred), { p50: 50, p95: 95, p99: 99 })
  assert.equal(percentile([7], 0.99), 7)
  assert.equal(percentile([], 0.5), 0)
  assert.equal(median([3, 1, 2]), 2)
})

test("a summary has medians, the most memory, and all failures", () => {
  const run = (perSecond, memory, failures) => ({ perSecond, p50: 1, p95: 2, p99: 3, statements: 4, memory, failures })
  const summary = summaryOf([run(10, 5, 1), run(30, 9, 0), run(20, 7, 2)])
  assert.equal(summary.perSecond, 20)
  assert.equal(summary.memory, 9)
  assert.equal(summary.failures, 3)
  assert.equal(summary.rounds, 3)
  assert.equal(summary.lag, undefined)
})

test("a ratio compares with the yardstick of the same group", () => {
  const rows = [
    { group: 1, yardstick: "core", perSecond: 2 },
    { group: 1, perSecond: 9 },
    { group: 8, yardstick: "core", perSecond: 4 },
    { group: 8, yardstick: "vendure", perSecond: 0 },
    { group: 8, perSecond: 10 },
  ]
  assert.equal(ratioTo(rows, rows[1], "core"), 4.5)
  assert.equal(ratioTo(rows, rows[4], "core"), 2.5)
  assert.equal(ratioTo(rows, rows[1], "vendure"), undefined)
  // A yardstick that answered nothing gives no ratio, rather than an infinite one.
  assert.equal(ratioTo(rows, rows[4], "vendure"), undefined)
})

test("the longest list of an answer is its page, or a list of its only object", () => {
  assert.equal(longestList({ items: [1, 2], totals: [1], count: 30 }), 2)
  assert.equal(longestList({ provider: { id: "prov_1", absences: [1, 2, 3] } }), 3)
  assert.equal(longestList({ id: "prov_1", none: null }), 0)
})
