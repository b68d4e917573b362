import {
  isAsked,
  type IntakeAnswer,
  type IntakeAnswers,
  type IntakeQuestion,
} from "@atrium/service-provisioning/contracts"

export type AnswerInWords = { readonly label: string; readonly answer: string }

const inWords = (answer: IntakeAnswer, { type }: IntakeQuestion): string => {
  // Files are opened in the portal, which lists them by name.
  if (type === "file" && Array.isArray(answer)) return answer.length === 1 ? "1 file" : `${answer.length} files`
  if (Array.isArray(answer)) return answer.join(", ")
  if (typeof answer === "boolean") return answer ? "Yes" : "No"
  return String(answer).trim()
}

/** Questions and the customer's answers, in order, without questions that do not apply. */
export const intakeInWords = (intake: {
  readonly questions: readonly IntakeQuestion[]
  readonly answers: IntakeAnswers
}): AnswerInWords[] =>
  intake.questions
    .filter((question) => isAsked(question, intake.answers))
    .map((question) => {
      const answer = intake.answers[question.id]
      return {
        label: question.label,
        answer: (answer === undefined ? "" : inWords(answer, question)) || "Not answered yet",
      }
    })
