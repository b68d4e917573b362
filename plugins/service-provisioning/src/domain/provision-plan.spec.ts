import { addWorkingDays, isWorkingDay } from "@atrium/kernel"
import fc from "fast-check"

import { planProvisioning as planTier } from "./provision-plan"
import type { TemplateTask } from "./template-content"
import { contentOfTier, type TierContent } from "./tier-content"

const planProvisioning = (content: Omit<TierContent, "durationDays">, facts: Parameters<typeof planTier>[1]) =>
  planTier({ durationDays: undefined, ...content }, facts)

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

  it("asks the customer for required answers that are missing, files included", () => {
    const questions = [
      { id: "company", label: "Company", type: "text" as const, required: true },
      { id: "note", label: "Note", type: "long_text" as const, required: false },
      { id: "year", label: "Year", type: "number" as const, required: true },
      { id: "scan", label: "Scan", type: "file" as const, required: true },
    ]
    const facts = { paidAt: new Date("2026-11-20T10:00:00Z"), answers: { company: "Acme", unknown: "dropped" } }
    const plan = planProvisioning({ questions, tasks: [task("intake", 3)] }, facts)
    expect(plan.intake.answers).toEqual({ company: "Acme" })
    expect(plan.tasks[0]).toMatchObject({
      key: "intake-answers",
      holder: "client",
      metadata: { questions: ["year", "scan"] },
    })
    expect(
      planProvisioning({ questions: questions.filter(({ id }) => !["year", "scan"].includes(id)), tasks: [] }, facts)
        .tasks
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

  it("a tier gets its own tasks, questions and due date, and waits for no task of another tier", () => {
    const tier = (variant_id: string, duration_days?: number) => ({
      variant_id,
      features: [],
      sort_order: 0,
      active: true,
      ...(duration_days === undefined ? {} : { duration_days }),
    })
    const content = {
      tiers: [tier("search"), tier("filing"), tier("express", 5)],
      questions: [
        { id: "name", label: "Name", type: "text" as const, required: true },
        { id: "class", label: "Class", type: "text" as const, required: true, tiers: ["filing"] },
      ],
      tasks: [
        task("search", 3),
        { ...task("decide", 6), depends_on: ["search"], tiers: ["filing"] },
        { ...task("sign", 7), depends_on: ["decide"], tiers: ["filing"] },
        { ...task("report", 8), depends_on: ["sign", "search"] },
        { ...task("file", 60), depends_on: ["report"], tiers: ["filing", "express"] },
      ],
    }
    const paidAt = new Date("2026-11-20T10:00:00Z")
    const planOf = (tierId: string) => {
      const plan = planTier(contentOfTier(content, tierId), { paidAt, answers: {} })
      return {
        tasks: Object.fromEntries(plan.tasks.map(({ key, depends_on }) => [key, depends_on])),
        asked: plan.intake.questions.map(({ id }) => id),
        missing: plan.tasks[0]?.metadata["questions"],
        due: plan.dueAt,
      }
    }
    expect(planOf("search")).toEqual({
      // "report" waited for "sign", which waited for "decide": neither is part of this tier, "search" is.
      tasks: { intake: [], search: [], report: ["search"] },
      asked: ["name"],
      missing: ["name"],
      due: addWorkingDays(paidAt, 8),
    })
    expect(planOf("filing")).toEqual({
      tasks: {
        intake: [],
        search: [],
        decide: ["search"],
        sign: ["decide"],
        report: ["sign", "search"],
        file: ["report"],
      },
      asked: ["name", "class"],
      missing: ["name", "class"],
      due: addWorkingDays(paidAt, 60),
    })
    expect(planOf("express").due).toEqual(addWorkingDays(paidAt, 5))
    // A variant that the version does not list gets everything.
    expect(Object.keys(planOf("unknown").tasks)).toEqual(Object.keys(planOf("filing").tasks))
  })
})
