import assert from "node:assert/strict"
import { hostname } from "node:os"
import { test } from "node:test"

import { markdown, tableOf } from "./table.mjs"

const core = { name: "core's list", yardstick: "core", atOnce: 8, perSecond: 10, p50: 1, p95: 2, p99: 3, failures: 0 }
const ours = { name: "services", atOnce: 8, perSecond: 1234.5, p50: 0.25, p95: 12.6, p99: 3000, failures: 1, lag: 20 }

test("a table has ratios, and no column without a value", () => {
  assert.deepEqual(tableOf([core, ours]).split("\n"), [
    "| measured | at once | /s | × core | p50 ms | p95 ms | p99 ms | loop lag p99 ms | failed |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    "| core's list | 8 | 10 | 1.0 × | 1.0 | 2.0 | 3.0 |  | 0 |",
    "| services | 8 | 1,235 | 123 × | 0.3 | 13 | 3,000 | 20 | 1 |",
  ])
})

test("the page tells date, cores and memory, and nothing that names the machine", () => {
  const settings = { rounds: 3, seconds: 3, source: false, quick: false }
  const tables = [{ title: "Catalog", about: "What\nit is.", rows: [core, ours] }]
  const page = markdown(
    [{ title: "12 services", tables, notes: ["A note."] }],
    settings,
    new Date("2027-01-02T03:04:05Z")
  )
  assert.match(page, /2027-01-02; \d+ cores, \d+ GB of memory, Node v\d+/)
  assert.match(page, /## 12 services\n\n### Catalog\n\nWhat it is\.\n\n\| measured/)
  assert.match(page, /A note\.\n$/)
  assert.ok(!page.includes(hostname()))
  assert.ok(!page.includes(process.cwd()))
})
