import assert from "node:assert/strict"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { test } from "node:test"
import { setTimeout as pause } from "node:timers/promises"

import { root } from "./paths.mjs"
import { concernsBackend, watchFolders } from "./watch.mjs"

test("only files that run in the backend require a restart", () => {
  for (const path of [
    "src/workflows/a.ts",
    "templates/order.tsx",
    "api/admin/service-requests/route.ts",
    "medusa-config.ts",
  ])
    assert.ok(concernsBackend(path), path)
  for (const path of [
    "a.spec.ts",
    "README.md",
    "node_modules/x/index.ts",
    "admin/routes/page.tsx",
    "a.fixtures.ts",
    ".a.ts.swp",
  ])
    assert.ok(!concernsBackend(path), path)
})

test("a burst of changes, including new folders and deleted files, is reported once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "atrium-watch-"))
  mkdirSync(join(folder, "admin"))
  writeFileSync(join(folder, "old.ts"), "")
  const changes = []
  const name = relative(root, folder)
  const stop = await watchFolders([name], (path) => changes.push(path), 200)
  writeFileSync(join(folder, "admin", "page.tsx"), "")
  writeFileSync(join(folder, "a.spec.ts"), "")
  await pause(500)
  assert.deepEqual(changes, [])
  mkdirSync(join(folder, "data"))
  writeFileSync(join(folder, "data", "a.ts"), "")
  writeFileSync(join(folder, "data", "b.ts"), "")
  await pause(1000)
  assert.equal(changes.length, 1)
  assert.ok(changes[0].startsWith(`${name}/data/`))
  rmSync(join(folder, "old.ts"))
  await pause(1000)
  assert.deepEqual(changes.slice(1), [`${name}/old.ts`])
  await stop()
  writeFileSync(join(folder, "late.ts"), "")
  await pause(500)
  assert.equal(changes.length, 2)
  rmSync(folder, { recursive: true })
})
