import assert from "node:assert/strict"
import { test } from "node:test"

import { concernsBackend } from "./watch.mjs"

test("restarts the backend for what runs in it, and for nothing else", () => {
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
