import { intakeErrors } from "@atrium/service-provisioning/contracts"
import fc from "fast-check"

import { QUESTIONS, validValues } from "@/features/purchase/form.fixtures"
import { answersFor, askedQuestions } from "@/features/purchase/form"

import { answersFromForm, answerText } from "./intake-answers"

describe("intake answers", () => {
  it("a submitted form yields exactly the entered answers, in the format the backend accepts", () => {
    fc.assert(
      fc.property(validValues, ({ intake }) => {
        const form = new FormData()
        for (const [id, answer] of Object.entries(intake))
          for (const value of [answer].flat()) form.append(`intake.${id}`, String(value))
        const answers = answersFromForm(form, QUESTIONS)
        expect(answersFor(QUESTIONS, answers)).toEqual(answersFor(QUESTIONS, intake))
        expect(intakeErrors(askedQuestions(QUESTIONS, answers), answersFor(QUESTIONS, answers))).toEqual({})
      }),
      { numRuns: 150 }
    )
  })

  it("chosen files, unknown questions and blank answers are left out", () => {
    const form = new FormData()
    form.append("intake.papers", new File(["x"], "x.pdf"))
    form.append("intake.unknown", "x")
    form.append("intake.gstin", "  ")
    expect(answersFromForm(form, QUESTIONS)).toEqual({})
  })

  it("answers are formatted by question type", () => {
    expect(answerText("multi_choice", ["April", "May"], "en")).toBe("April, May")
    expect(answerText("date", "2026-10-01", "en-GB")).toBe("1 October 2026")
    expect(answerText("number", 3, "en")).toBe("3")
    expect(answerText("text", undefined, "en")).toBe("")
  })
})
