import fc from "fast-check"

import type { TemplateTask } from "./template-content"
import { durationOf, stepsOf } from "./template-steps"

const task = (key: string, due: number, shown: boolean, depends_on: string[] = []): TemplateTask => ({
  key,
  name: key,
  description: "",
  due_in_days: due,
  visible_to_client: shown,
  depends_on,
  holder: "team",
  metadata: {},
})

describe("steps of a template", () => {
  it("shows clients their tasks in the order of the work, each with its own days", () => {
    const tasks = [task("file", 9, true, ["check"]), task("collect", 3, true), task("check", 5, false, ["collect"])]
    expect(stepsOf(tasks)).toEqual([
      { name: "collect", duration_days: 3 },
      { name: "file", duration_days: 4 },
    ])
    expect(durationOf({ tasks, durationDays: undefined })).toBe(9)
    expect(durationOf({ tasks, durationDays: 12 })).toBe(12)
  })

  it("shows no duration when clients see no task", () => {
    expect(durationOf({ tasks: [task("internal", 5, false)], durationDays: undefined })).toBeNull()
    expect(stepsOf([task("internal", 5, false)])).toEqual([])
  })

  it("never names a task that clients may not see, and never a negative number of days", () => {
    const tasks = fc
      .array(fc.tuple(fc.nat(60), fc.boolean()), { maxLength: 12 })
      .map((list) => list.map(([due, shown], at) => task(`${shown ? "shown" : "hidden"}-${at}`, due, shown, [])))
    fc.assert(
      fc.property(tasks, (list) => {
        const steps = stepsOf(list.map((each, at) => ({ ...each, depends_on: at ? [list[at - 1]?.key ?? ""] : [] })))
        expect(steps).toHaveLength(list.filter((each) => each.visible_to_client).length)
        expect(steps.every(({ name, duration_days }) => name.startsWith("shown") && duration_days >= 0)).toBe(true)
      }),
      { numRuns: 200 }
    )
  })
})
