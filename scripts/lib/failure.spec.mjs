import assert from "node:assert/strict"
import { test } from "node:test"

import { Failure, messageFor, messageForOutput } from "./failure.mjs"

test("every form of a full disk error has the same message", () => {
  assert.match(messageFor(Object.assign(new Error("write"), { code: "ENOSPC" })), /disk is full/)
  assert.match(messageForOutput("npm error nospc ENOSPC: no space left on device, write"), /disk is full/)
  assert.match(messageForOutput('PANIC: could not write to file "x": No space left on device'), /disk is full/)
})

test("a Failure keeps its message, and unexpected errors have none", () => {
  assert.equal(messageFor(new Failure("Port 9000 is taken.")), "Port 9000 is taken.")
  assert.equal(messageFor(new TypeError("x is not a function")), undefined)
  assert.equal(messageForOutput("done"), undefined)
})
