import { intakeErrors } from "@atrium/service-provisioning/contracts"
import fc from "fast-check"

import { QUESTIONS, validValues } from "@/features/purchase/form.fixtures"
import { answersFor, askedQuestions } from "@/features/purchase/form"

import { answersFromForm, answerText } from "./intake-answers"

describe("answers from a plain form", () => {
  it("are the ones that were typed: nothing added, nothing lost, nothing the shop would refuse", () => {
    fc.assert(
      fc.property(validValues, ({ intake }) => {
        const form = new FormData()
        for (const [id, answer] of Object.entries(intake))
          for (const one of [answer].flat()) form.append(`intake.${id}`, String(one))
        const answers = answersFromForm(form, QUESTIONS)
        expect(answersFor(QUESTIONS, answers)).toEqual(answersFor(QUESTIONS, intake))
        expect(intakeErrors(askedQuestions(QUESTIONS, answers), answersFor(QUESTIONS, answers))).toEqual({})
      }),
      { numRuns: 150 }
    )
  })

  it("leave out files, what nobody asked for, and what is blank", () => {
    const form = new FormData()
    form.append("intake.papers", new File(["x"], "x.pdf"))
    form.append("intake.unknown", "x")
    form.append("intake.gstin", "  ")
    expect(answersFromForm(form, QUESTIONS)).toEqual({})
  })

  it("are shown as somebody reads them", () => {
    expect(answerText("multi_choice", ["April", "May"], "en")).toBe("April, May")
    expect(answerText("date", "2026-10-01", "en-GB")).toBe("1 October 2026")
    expect(answerText("number", 3, "en")).toBe("3")
    expect(answerText("text", undefined, "en")).toBe("")
  })
})
