import { isWorkingDay } from "@atrium/kernel"
import fc from "fast-check"

import { planProvisioning } from "./provision-plan"
import type { TemplateTask } from "./template-content"

const task = (key: string, due: number): TemplateTask => ({
  key,
  name: `Do ${key}`,
  description: "",
  due_in_days: due,
  visible_to_client: true,
  depends_on: [],
  holder: "team",
  metadata: { colour: "blue" },
})

const tasks = fc
  .uniqueArray(fc.record({ key: fc.stringMatching(/^[a-z]{2,8}$/), due: fc.integer({ min: 0, max: 60 }) }), {
    selector: ({ key }) => key,
    maxLength: 12,
  })
  .map((list) => list.map(({ key, due }) => task(key, due)))
const moment = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true })

describe("provisioning plan", () => {
  it("starts every request in pending_contact, after payment_confirmed [P19 R7.5]", () => {
    fc.assert(
      fc.property(tasks, moment, (list, paidAt) => {
        const plan = planProvisioning({ questions: [], tasks: list }, { paidAt, answers: {} })
        expect(plan.status).toBe("pending_contact")
        expect(plan.history.map((move) => move.to)).toEqual(["payment_confirmed", "pending_contact"])
      }),
      { numRuns: 200 }
    )
  })

  it("copies every task, due on a working day and never before the payment", () => {
    fc.assert(
      fc.property(tasks, moment, (list, paidAt) => {
        const plan = planProvisioning({ questions: [], tasks: list }, { paidAt, answers: {} })
        expect(plan.tasks.map((planned) => planned.key)).toEqual(list.map((one) => one.key))
        for (const planned of plan.tasks) {
          expect(isWorkingDay(planned.due_at)).toBe(true)
          expect(planned.due_at.getTime()).toBeGreaterThanOrEqual(paidAt.getTime())
          expect(planned.metadata).toEqual({ colour: "blue" })
        }
        const latest = plan.tasks.length ? Math.max(...plan.tasks.map((one) => one.due_at.getTime())) : undefined
        expect(plan.dueAt?.getTime()).toBe(latest)
      })
    )
  })

  it("asks the customer for required answers that are missing, and for no file, which no page can upload", () => {
    const questions = [
      { id: "company", label: "Company", type: "text" as const, required: true },
      { id: "note", label: "Note", type: "long_text" as const, required: false },
      { id: "year", label: "Year", type: "number" as const, required: true },
      { id: "scan", label: "Scan", type: "file" as const, required: true },
    ]
    const facts = { paidAt: new Date("2026-11-20T10:00:00Z"), answers: { company: "Acme", unknown: "dropped" } }
    const plan = planProvisioning({ questions, tasks: [task("intake", 3)] }, facts)
    expect(plan.intake.answers).toEqual({ company: "Acme" })
    expect(plan.tasks[0]).toMatchObject({ key: "intake-answers", holder: "client", metadata: { questions: ["year"] } })
    expect(
      planProvisioning({ questions: questions.filter(({ id }) => id !== "year"), tasks: [] }, facts).tasks
    ).toEqual([])
  })

  it("is the same for the same input, so that a retry writes what the first attempt would have", () => {
    fc.assert(
      fc.property(tasks, moment, (list, paidAt) => {
        const content = { questions: [], tasks: list }
        expect(planProvisioning(content, { paidAt, answers: {} })).toEqual(
          planProvisioning(content, { paidAt, answers: {} })
        )
      })
    )
  })
})
