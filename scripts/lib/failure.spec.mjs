import assert from "node:assert/strict"
import { test } from "node:test"

import { Failure, sentenceFor, sentenceForOutput } from "./failure.mjs"

test("has one clear sentence for a full disk, however it shows", () => {
  assert.match(sentenceFor(Object.assign(new Error("write"), { code: "ENOSPC" })), /disk is full/)
  assert.match(sentenceForOutput("npm error nospc ENOSPC: no space left on device, write"), /disk is full/)
  assert.match(sentenceForOutput('PANIC: could not write to file "x": No space left on device'), /disk is full/)
})

test("passes on the sentence of a failure of ours, and has none for a bug", () => {
  assert.equal(sentenceFor(new Failure("Port 9000 is taken.")), "Port 9000 is taken.")
  assert.equal(sentenceFor(new TypeError("x is not a function")), undefined)
  assert.equal(sentenceForOutput("all is well"), undefined)
})
