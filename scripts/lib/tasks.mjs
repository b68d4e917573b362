import { duration } from "./steps.mjs"

/**
 * Runs tasks in parallel, as their dependencies and the available slots allow, in the given order. A task is { name,
 * needs?, beside?, slots?, run }. A task whose dependency failed doesn't run and counts as failed. A task `beside` another
 * starts with it, or after it. Calls `report` after each task. Returns the outcomes in the order of the tasks.
 */
export const runTasks = async (tasks, { slots, report = () => undefined }) => {
  const outcomes = new Map()
  const running = new Map()
  const usedSlots = () => [...running.keys()].reduce((sum, { slots: needed = 1 }) => sum + Math.min(needed, slots), 0)
  const fits = ({ slots: needed = 1 }) => usedSlots() + Math.min(needed, slots) <= slots
  const outcome = (name) => outcomes.get(name)
  const hasStarted = (name) => outcomes.has(name) || [...running.keys()].some((task) => task.name === name)
  const waiting = () => tasks.filter((task) => !outcome(task.name) && !running.has(task))

  const finish = (task, result) => {
    running.delete(task)
    outcomes.set(task.name, { name: task.name, ...result })
    report(outcomes.get(task.name))
  }
  const start = (task) => {
    const startedAt = Date.now()
    const time = () => Date.now() - startedAt
    const work = (async () => task.run())().then(
      (result) => finish(task, { ok: true, time: time(), ...result }),
      (error) => finish(task, { ok: false, time: time(), error })
    )
    running.set(task, work)
  }
  const startReadyTasks = () => {
    for (const task of waiting()) {
      const needs = (task.needs ?? []).map(outcome)
      const failed = needs.find((need) => need && !need.ok)
      if (failed) finish(task, { ok: false, time: 0, blockedBy: failed.name })
      else if (needs.every(Boolean) && fits(task) && (!task.beside || hasStarted(task.beside))) start(task)
      else continue
      // Others may be waiting beside this one.
      return startReadyTasks()
    }
  }
  while (waiting().length || running.size) {
    const before = outcomes.size
    startReadyTasks()
    if (running.size) await Promise.race(running.values())
    else if (outcomes.size === before && waiting().length) throw new Error("Tasks have circular dependencies")
  }
  return tasks.map(({ name }) => outcome(name))
}

/** Formats counts: "12 passed, 1 failed". */
export const countsText = ({ passed, failed, skipped }) =>
  [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean).join(", ")

/** Formats one line of the summary. */
export const outcomeLine = ({ name, time, counts, blockedBy, note }) =>
  [
    name.padEnd(34),
    duration(time).padStart(12),
    blockedBy ? `not run: ${blockedBy} failed` : counts ? countsText(counts) : (note ?? ""),
  ]
    .join("  ")
    .trimEnd()
