import assert from "node:assert/strict"
import { test } from "node:test"

import { requireDisk, requireNode } from "./install.mjs"

test("only the Node versions in package.json are supported", () => {
  for (const supported of ["20.19.0", "20.20.2", "22.12.0", "22.20.1", "24.0.0"])
    assert.doesNotThrow(() => requireNode(supported))
  for (const unsupported of ["18.20.0", "20.18.3", "21.7.0", "22.11.0"])
    assert.throws(() => requireNode(unsupported), {
      name: "Failure",
      message: new RegExp(`Atrium doesn't support Node ${unsupported}`),
    })
})

test("a nearly full disk is reported with a clear message", () => {
  assert.throws(() => requireDisk(1e9), { name: "Failure", message: /disk is nearly full/ })
  assert.doesNotThrow(() => requireDisk(0))
})
