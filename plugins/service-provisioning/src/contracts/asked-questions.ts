import type { FileRule } from "@atrium/documents/contracts"

// Separate from the other contracts, because the storefront uses it in the browser before zod is loaded.

/** An `IntakeAnswer`, whose schema this file must not import. */
type Answer = string | number | boolean | string[]

/** A question as the catalogue shows it (`GET /store/services/:handle`). */
export type IntakeQuestion = {
  readonly id: string
  readonly label: string
  readonly type: "text" | "long_text" | "choice" | "multi_choice" | "date" | "number" | "file"
  readonly required: boolean
  readonly options?: readonly string[] | null | undefined
  readonly help?: string | null | undefined
  /** Of a question for files: what it takes. */
  readonly file?: FileRule | null | undefined
  readonly show_when?: { readonly question_id: string; readonly equals: string } | null | undefined
}

/** Whether nothing was answered: no text, or an empty list. */
export const isEmptyAnswer = (answer: Answer | undefined): boolean =>
  answer === undefined ||
  (typeof answer === "string" && answer.trim() === "") ||
  (Array.isArray(answer) && !answer.length)

/** True when the question is asked, given the other answers. */
export const isAsked = (question: IntakeQuestion, answers: Readonly<Record<string, Answer>>): boolean => {
  if (!question.show_when) return true
  const given = answers[question.show_when.question_id]
  const expected = question.show_when.equals
  return Array.isArray(given) ? given.includes(expected) : given !== undefined && String(given) === expected
}

/** The answers worth keeping: not empty, to questions that are asked. */
export const answersToKeep = (
  questions: readonly IntakeQuestion[],
  answers: Readonly<Record<string, Answer>>
): Record<string, Answer> => {
  const kept: Record<string, Answer> = {}
  for (const question of questions) {
    const answer = answers[question.id]
    if (answer !== undefined && !isEmptyAnswer(answer) && isAsked(question, answers)) kept[question.id] = answer
  }
  return kept
}
