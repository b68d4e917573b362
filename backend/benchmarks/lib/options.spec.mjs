import assert from "node:assert/strict"
import { test } from "node:test"

import { options } from "./options.mjs"

const refused = (values, message) => assert.throws(() => options(values), { name: "Failure", message })

test("a run without options measures everything at full size and writes the result", () => {
  const { services, requests, concurrency, scenarios, write, minutes } = options([])
  assert.deepEqual(services, [12, 10_000])
  assert.equal(requests, 100_000)
  assert.deepEqual(concurrency, [1, 8, 32])
  assert.deepEqual(scenarios, ["catalog", "purchases", "pages", "lists"])
  assert.equal(write, true)
  assert.ok(minutes <= 10)
})

test("--quick is smaller, and what is given with it still counts", () => {
  const quick = options(["--quick", "--services", "5,50", "--no-write"])
  assert.equal(quick.rounds, 1)
  assert.equal(quick.requests, 1000)
  assert.deepEqual(quick.services, [5, 50])
  assert.equal(quick.write, false)
})

test("numbers outside their limits are refused with the limits", () => {
  refused(["--rounds", "0"], '--rounds takes a whole number from 1 to 20, not "0".')
  refused(["--seconds", "1.5"], '--seconds takes a whole number from 1 to 60, not "1.5".')
  refused(["--concurrency", "8,"], '--concurrency takes a whole number from 1 to 256, not "".')
  refused(["--services", "12,many"], '--services takes a whole number from 1 to 100000, not "many".')
  assert.equal(options(["--requests", "0"]).requests, 0)
})

test("unknown options, scenarios, folders and databases are refused", () => {
  refused(["--fast"], /^Unknown option '--fast'.* See npm run benchmark -- --help\.$/)
  refused(["extra"], /--help\.$/)
  refused(["--only", "cart"], "There is no scenario cart; there is catalog, purchases, pages, lists, many.")
  refused(["--vendure", import.meta.dirname], /^--vendure takes a folder in which @vendure\/core is installed/)
  refused(["--postgres", "localhost"], /^--postgres takes a URL/)
})
