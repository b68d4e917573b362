import assert from "node:assert/strict"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "node:test"

import { definesSearch } from "./search-indexes.mjs"

const repository = (folder) => {
  const path = mkdtempSync(join(tmpdir(), "search-indexes-"))
  for (const one of ["backend/src", "examples/acme/src", "node_modules/other", ...(folder ? [folder] : [])])
    mkdirSync(join(path, one), { recursive: true })
  writeFileSync(join(path, "backend/package.json"), JSON.stringify({ dependencies: { "@them/plugin": "1.0.0" } }))
  return path
}

const found = (folder) => {
  const path = repository(folder)
  try {
    return definesSearch(path)
  } finally {
    rmSync(path, { recursive: true })
  }
}

test("indexes of the backend, an example and an installed plugin are found", () => {
  assert.equal(found("backend/src/search"), true)
  assert.equal(found("examples/acme/src/search"), true)
  assert.equal(found("node_modules/@them/plugin/src/search"), true)
  assert.equal(found("node_modules/@them/plugin/.medusa/server/src/search"), true)
  assert.equal(found("backend/node_modules/@them/plugin/.medusa/server/src/search"), true)
})

test("packages that the backend doesn't depend on define none for it", () => {
  assert.equal(found(), false)
  assert.equal(found("node_modules/other/src/search"), false)
})
