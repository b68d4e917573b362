// Every plugin has the same inside (ARCHITECTURE.md): this fails on a file or folder that the skeleton does not know.
import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"

import { inRoot } from "./lib/paths.mjs"
import { strayed } from "./lib/plugin-layout.mjs"

const folders = ["plugins", "examples"].flatMap((parent) =>
  readdirSync(inRoot(parent)).map((name) => join(parent, name))
)

for (const folder of folders)
  test(`${folder} has the skeleton that every plugin has`, () => {
    assert.deepEqual(strayed(inRoot(folder, "src")), [], "not part of the skeleton in ARCHITECTURE.md")
  })

const MONEY_TABLES =
  /\b(FROM|JOIN)\s+"?(payment|refund|capture|order_transaction|order_summary|order_credit_line|order_payment_collection|order_line_item_(adjustment|tax_line))"?\s/

test("no plugin but payments reads Medusa's tables of an order's money", () => {
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
    "ask orderMoney of payments instead"
  )
})

test("no two migrations have one name", () => {
  // Medusa notes a migration by its name alone: of two, the second would never run.
  const names = [...folders.map((folder) => inRoot(folder, "src")), inRoot("backend/src")]
    .flatMap((src) => readdirSync(src, { recursive: true }).map(String))
    .filter((path) => /(^|\/)migrations\/[^/]+\.ts$/.test(path))
    .map((path) => path.split("/").at(-1))
  assert.ok(names.length > 20)
  assert.deepEqual(
    names.filter((name, place) => names.indexOf(name) !== place),
    []
  )
})
