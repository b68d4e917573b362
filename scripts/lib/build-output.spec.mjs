import assert from "node:assert/strict"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, test } from "node:test"

import { clearBuild, deleteStoredFiles } from "./build-output.mjs"

const folder = mkdtempSync(join(tmpdir(), "atrium-build-"))
after(() => rmSync(folder, { recursive: true, force: true }))

test("a new build keeps the files that the shop has stored, and nothing of the old build", () => {
  const files = ["src/api/route.js", "public/admin/index.html", "static/picture.png", "private-files/receipt.pdf"]
  for (const file of files) {
    mkdirSync(join(folder, file, ".."), { recursive: true })
    writeFileSync(join(folder, file), "")
  }
  writeFileSync(join(folder, "medusa-config.js"), "")
  clearBuild(folder)
  assert.deepEqual(readdirSync(folder).sort(), ["private-files", "static"])
  for (const file of files.slice(2)) assert.ok(existsSync(join(folder, file)), file)
  deleteStoredFiles(folder)
  assert.deepEqual(readdirSync(folder), [])
})

test("a first build has nothing to empty", () => {
  clearBuild(join(folder, "none"))
  assert.ok(!existsSync(join(folder, "none")))
})
