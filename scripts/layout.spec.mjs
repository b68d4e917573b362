// Every plugin has the same layout (ARCHITECTURE.md). Fails on files and folders that aren't part of it.
import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"

import { inRoot } from "./lib/paths.mjs"
import { unexpectedEntries } from "./lib/plugin-layout.mjs"

const folders = ["plugins", "examples"].flatMap((parent) =>
  readdirSync(inRoot(parent)).map((name) => join(parent, name))
)

for (const folder of folders)
  test(`${folder} has the standard plugin layout`, () => {
    assert.deepEqual(unexpectedEntries(inRoot(folder, "src")), [], "not part of the layout in ARCHITECTURE.md")
  })

const MONEY_TABLES =
  /\b(FROM|JOIN)\s+"?(payment|refund|capture|order_transaction|order_summary|order_credit_line|order_payment_collection|order_line_item_(adjustment|tax_line)|order_shipping_method_(adjustment|tax_line))"?\s/

test("only the payments plugin reads Medusa's payment and order total tables", () => {
  const readers = readdirSync(inRoot("plugins"))
    .flatMap((plugin) =>
      readdirSync(inRoot("plugins", plugin, "src"), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map((entry) => ({ plugin, path: join(entry.parentPath, entry.name) }))
    )
    .filter(({ path }) => MONEY_TABLES.test(readFileSync(path, "utf8")))
  assert.deepEqual(
    [...new Set(readers.map(({ plugin }) => plugin))],
    ["payments"],
    "use orderMoney of the payments plugin instead"
  )
})

test("every migration has a unique name", () => {
  // Medusa records migrations by name only, so the second of two with the same name would never run.
  const names = [...folders.map((folder) => inRoot(folder, "src")), inRoot("backend/src")]
    .flatMap((src) => readdirSync(src, { recursive: true }).map(String))
    .filter((path) => /(^|\/)migrations\/[^/]+\.ts$/.test(path))
    .map((path) => path.split("/").at(-1))
  assert.ok(names.length > 20)
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    []
  )
})

const filesBelow = (folder) =>
  readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/node_modules|\.medusa/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))

test("every read of Medusa's tables has a spec", () => {
  const files = ["plugins", "backend/src", "backend/integration-tests"].flatMap(filesBelow)
  const specs = files.filter((path) => path.endsWith(".spec.ts"))
  const texts = specs.map((path) => readFileSync(path, "utf8")).join("\n")
  const reads = files.filter((path) => /\/data\/core\/[^/]+\.ts$/.test(path) && !path.endsWith(".spec.ts"))
  assert.ok(reads.length > 25)
  assert.deepEqual(
    reads.filter((path) => {
      const name = path.split("/").at(-1).replace(/\.ts$/, "")
      return !texts.includes(`data/core/${name}"`) && !specs.some((spec) => spec.endsWith(`/${name}.spec.ts`))
    }),
    [],
    "an upgrade of Medusa that changes a table must fail in a test"
  )
})

test("every decision has its own number", () => {
  const numbers = readdirSync(inRoot("docs/decisions")).map((name) => name.slice(0, 4))
  assert.deepEqual(numbers, [...new Set(numbers)])
})

test("zod is installed once", () => {
  // Each copy takes 3.5 MB of every process. The root's dependency keeps npm from hoisting another version.
  const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"))
  const copies = Object.entries(packages).filter(([path, { dev }]) => /(^|\/)node_modules\/zod$/.test(path) && !dev)
  assert.deepEqual(
    copies.map(([path, { version }]) => [path, version]),
    [["node_modules/zod", "4.2.0"]]
  )
})
