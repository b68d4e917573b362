import type { IntakeAnswer, IntakeQuestion } from "@atrium/service-provisioning/contracts"

import { dateWords } from "./words"

/** Answers as a plain form sends them; the same on the server and, while typing, in the browser. */
export const answersFromForm = (form: FormData, questions: readonly IntakeQuestion[]): Record<string, IntakeAnswer> => {
  const texts = (id: string) => form.getAll(`intake.${id}`).filter((value) => typeof value === "string")
  return Object.fromEntries(
    questions.flatMap((question): [string, IntakeAnswer][] => {
      if (question.type === "file") return []
      const given = texts(question.id).filter((text) => text.trim() !== "")
      if (given.length === 0) return []
      return [[question.id, question.type === "multi_choice" ? given : (given[0] ?? "")]]
    })
  )
}

/** An answer as somebody reads it. */
export const answerText = (type: IntakeQuestion["type"], answer: IntakeAnswer | undefined, locale: string): string => {
  if (Array.isArray(answer)) return answer.join(", ")
  if (type === "date" && typeof answer === "string" && /^\d{4}-\d{2}-\d{2}$/.test(answer))
    return dateWords(answer, locale)
  return answer === undefined ? "" : String(answer)
}
