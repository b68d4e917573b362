import type { IntakeAnswer, IntakeQuestion } from "@atrium/service-provisioning/contracts"

import { formatDate } from "./format"

/** Reads intake answers from a form. Used by the server action and, while the customer types, in the browser. */
export const answersFromForm = (form: FormData, questions: readonly IntakeQuestion[]): Record<string, IntakeAnswer> => {
  const texts = (id: string) => form.getAll(`intake.${id}`).filter((value) => typeof value === "string")
  return Object.fromEntries(
    questions.flatMap((question): [string, IntakeAnswer][] => {
      const entered = texts(question.id).filter((text) => text.trim() !== "")
      if (entered.length === 0) return []
      return [
        [question.id, question.type === "multi_choice" || question.type === "file" ? entered : (entered[0] ?? "")],
      ]
    })
  )
}

/** Formats an answer for display. */
export const answerText = (type: IntakeQuestion["type"], answer: IntakeAnswer | undefined, locale: string): string => {
  if (Array.isArray(answer)) return answer.join(", ")
  if (type === "date" && typeof answer === "string" && /^\d{4}-\d{2}-\d{2}$/.test(answer))
    return formatDate(answer, locale)
  return answer === undefined ? "" : String(answer)
}
