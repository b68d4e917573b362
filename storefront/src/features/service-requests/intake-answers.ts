import type { IntakeAnswer, IntakeQuestion } from "@atrium/service-provisioning/contracts"

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

/** An answer as a sentence of its own. */
export const answerText = (answer: IntakeAnswer | undefined): string => {
  if (Array.isArray(answer)) return answer.join(", ")
  return answer === undefined ? "" : String(answer)
}
