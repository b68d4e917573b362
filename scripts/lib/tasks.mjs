import { duration } from "./steps.mjs"

/**
 * Runs tasks side by side as far as their needs and the machine's places allow; earlier ones go first.
 * A task is { name, needs?, places?, run }. One whose need failed does not run: it failed too.
 * `report` hears of each when it ends. Returns the outcomes in the order of the tasks.
 */
export const runTasks = async (tasks, { places, report = () => undefined }) => {
  const outcomes = new Map()
  const running = new Map()
  const used = () => [...running.keys()].reduce((sum, { places: own = 1 }) => sum + Math.min(own, places), 0)
  const fits = ({ places: own = 1 }) => used() + Math.min(own, places) <= places
  const outcome = (name) => outcomes.get(name)
  const waiting = () => tasks.filter((task) => !outcome(task.name) && !running.has(task))

  const finish = (task, result) => {
    running.delete(task)
    outcomes.set(task.name, { name: task.name, ...result })
    report(outcomes.get(task.name))
  }
  const start = (task) => {
    const begun = Date.now()
    const time = () => Date.now() - begun
    const work = (async () => task.run())().then(
      (result) => finish(task, { ok: true, time: time(), ...result }),
      (error) => finish(task, { ok: false, time: time(), error })
    )
    running.set(task, work)
  }
  const startWhatCan = () => {
    for (const task of waiting()) {
      const needs = (task.needs ?? []).map(outcome)
      const broken = needs.find((need) => need && !need.ok)
      if (broken) finish(task, { ok: false, time: 0, because: broken.name })
      else if (needs.every(Boolean) && fits(task)) start(task)
    }
  }
  while (waiting().length || running.size) {
    const before = outcomes.size
    startWhatCan()
    if (running.size) await Promise.race(running.values())
    else if (outcomes.size === before && waiting().length) throw new Error("Tasks wait for each other")
  }
  return tasks.map(({ name }) => outcome(name))
}

/** "12 passed, 1 failed" */
export const countsText = ({ passed, failed, skipped }) =>
  [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`].filter(Boolean).join(", ")

/** One line of the summary. */
export const outcomeLine = ({ name, time, counts, because, note }) =>
  [
    name.padEnd(34),
    duration(time).padStart(12),
    because ? `not run: ${because} failed` : counts ? countsText(counts) : (note ?? ""),
  ]
    .join("  ")
    .trimEnd()
