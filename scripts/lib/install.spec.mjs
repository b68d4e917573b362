import assert from "node:assert/strict"
import { test } from "node:test"

import { requireDisk, requireNode } from "./install.mjs"

test("takes the Node versions that package.json names, and no others", () => {
  for (const good of ["20.19.0", "20.20.2", "22.12.0", "22.20.1", "24.0.0"])
    assert.doesNotThrow(() => requireNode(good))
  for (const wrong of ["18.20.0", "20.18.3", "21.7.0", "22.11.0"])
    assert.throws(() => requireNode(wrong), { name: "Failure", message: new RegExp(`Node ${wrong} cannot run Atrium`) })
})

test("says in one sentence that the disk is nearly full", () => {
  assert.throws(() => requireDisk(1e9), { name: "Failure", message: /disk is nearly full/ })
  assert.doesNotThrow(() => requireDisk(0))
})
