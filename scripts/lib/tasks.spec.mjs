import assert from "node:assert/strict"
import { test } from "node:test"

import { countsText, runTasks } from "./tasks.mjs"

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test("runs side by side no more than there are places, and what needs both alone", async () => {
  let now = 0
  let most = 0
  let beside = 0
  const work = (own) => async () => {
    now += 1
    most = Math.max(most, now)
    if (own === 2) beside = Math.max(beside, now)
    await pause(10)
    now -= 1
  }
  const tasks = ["a", "b", "c"].map((name) => ({ name, run: work(1) }))
  await runTasks([...tasks, { name: "big", places: 2, run: work(2) }], { places: 2 })
  assert.equal(most, 2)
  assert.equal(beside, 1)
})

test("waits for needs, and does not run what needs a failed task", async () => {
  const order = []
  const task = (name, needs, fails) => ({
    name,
    needs,
    run: async () => {
      order.push(name)
      if (fails) throw new Error(name)
    },
  })
  const tasks = [task("last", ["broken"]), task("second", ["first"]), task("first"), task("broken", [], true)]
  const outcomes = await runTasks(tasks, { places: 2 })
  assert.deepEqual(order, ["first", "broken", "second"])
  assert.deepEqual(
    outcomes.map(({ ok, because }) => [ok, because]),
    [
      [false, "broken"],
      [true, undefined],
      [true, undefined],
      [false, undefined],
    ]
  )
})

test("says so when tasks wait for each other", async () => {
  const tasks = [
    { name: "a", needs: ["b"], run: () => undefined },
    { name: "b", needs: ["a"], run: () => undefined },
  ]
  await assert.rejects(runTasks(tasks, { places: 1 }), /wait for each other/)
})

test("says only what there is to say", () => {
  assert.equal(countsText({ passed: 3, failed: 0, skipped: 0 }), "3 passed")
  assert.equal(countsText({ passed: 3, failed: 1, skipped: 2 }), "3 passed, 1 failed, 2 skipped")
})
