import assert from "node:assert/strict"
import { test } from "node:test"

import { countsText, runTasks } from "./tasks.mjs"

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test("parallel tasks never use more than the available slots", async () => {
  let running = 0
  let maximum = 0
  let withBig = 0
  const work = (slots) => async () => {
    running += 1
    maximum = Math.max(maximum, running)
    if (slots === 2) withBig = Math.max(withBig, running)
    await pause(10)
    running -= 1
  }
  const tasks = ["a", "b", "c"].map((name) => ({ name, run: work(1) }))
  await runTasks([...tasks, { name: "big", slots: 2, run: work(2) }], { slots: 2 })
  assert.equal(maximum, 2)
  assert.equal(withBig, 1)
})

test("a task waits for its dependencies and doesn't run when one failed", async () => {
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
  const outcomes = await runTasks(tasks, { slots: 2 })
  assert.deepEqual(order, ["first", "broken", "second"])
  assert.deepEqual(
    outcomes.map(({ ok, blockedBy }) => [ok, blockedBy]),
    [
      [false, "broken"],
      [true, undefined],
      [true, undefined],
      [false, undefined],
    ]
  )
})

test("a task beside another starts with it, also when it needs all slots or can't run", async () => {
  const order = []
  const task = (name, more = {}) => ({
    name,
    ...more,
    run: async () => {
      order.push(`${name} starts`)
      await pause(10)
      order.push(`${name} ends`)
      if (more.fails) throw new Error(name)
    },
  })
  const beside = task("beside", { slots: 0, beside: "big" })
  await runTasks([beside, task("big", { slots: Infinity }), task("first")], { slots: 1 })
  assert.deepEqual(order.slice(0, 3), ["big starts", "beside starts", "big ends"])
  assert.equal(order.length, 6)
  order.length = 0
  await runTasks([task("broken", { fails: true }), task("big", { needs: ["broken"] }), beside], { slots: 1 })
  assert.deepEqual(order, ["broken starts", "broken ends", "beside starts", "beside ends"])
})

test("circular dependencies are reported", async () => {
  const tasks = [
    { name: "a", needs: ["b"], run: () => undefined },
    { name: "b", needs: ["a"], run: () => undefined },
  ]
  await assert.rejects(runTasks(tasks, { slots: 1 }), /circular dependencies/)
})

test("counts of zero are left out", () => {
  assert.equal(countsText({ passed: 3, failed: 0, skipped: 0 }), "3 passed")
  assert.equal(countsText({ passed: 3, failed: 1, skipped: 2 }), "3 passed, 1 failed, 2 skipped")
})
