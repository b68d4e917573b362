import assert from "node:assert/strict"
import { test } from "node:test"

import { launch, stopAll } from "./processes.mjs"

test("no process is started while the script is stopping", async () => {
  const early = launch("early", process.execPath, ["-e", "setTimeout(() => {}, 60_000)"])
  const ended = stopAll()
  assert.throws(() => launch("late", process.execPath, ["-e", ""]), /late was not started/)
  await ended
  assert.ok(early.exit)
})
