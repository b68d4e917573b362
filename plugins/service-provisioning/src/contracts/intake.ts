import { DEFAULT_FILE_RULE, fileId } from "@atrium/documents/contracts"
import type { ErrorDetails } from "@atrium/kernel"
import { z } from "zod"

import { isForTier } from "../domain/template-rules"
import { type IntakeQuestion, isAsked, isEmptyAnswer } from "./asked-questions"

export { answersToKeep, type IntakeQuestion, isAsked } from "./asked-questions"

/** Text, date (YYYY-MM-DD), choice: a string; number: a number or its text; multi_choice: a list of options; file: a list of ids of files. */
export const IntakeAnswer = z.union(
  [z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(500)).max(50)],
  {
    error: "Answer with text, a number or a list of options",
  }
)
export type IntakeAnswer = z.infer<typeof IntakeAnswer>

export const IntakeAnswers = z
  .record(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "This is not a valid question id"), IntakeAnswer)
  .refine((answers) => Object.keys(answers).length <= 100, "Send at most 100 answers")
export type IntakeAnswers = z.infer<typeof IntakeAnswers>

/** Of a service's questions, those that a purchase of this tier asks. */
export const questionsForTier = <Q extends { readonly tiers?: readonly string[] | undefined }>(
  questions: readonly Q[],
  tierId: string
): Q[] => questions.filter((question) => isForTier(question, tierId))

// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

const realDate = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const textError = (answer: IntakeAnswer, max: number, multiline: boolean): string | null => {
  if (typeof answer !== "string") return "Answer with text"
  if (answer.length > max) return `Use at most ${max} characters`
  if (FORBIDDEN.test(answer) || (!multiline && /[\r\n]/.test(answer))) return "Remove the control characters"
  return null
}

const CHECKS: Record<IntakeQuestion["type"], (question: IntakeQuestion, answer: IntakeAnswer) => string | null> = {
  text: (_question, answer) => textError(answer, 500, false),
  long_text: (_question, answer) => textError(answer, 5000, true),
  choice: (question, answer) =>
    typeof answer === "string" && (question.options ?? []).includes(answer) ? null : "Choose one of the options",
  multi_choice: (question, answer) =>
    Array.isArray(answer) && answer.every((one) => (question.options ?? []).includes(one))
      ? null
      : "Choose from the options",
  date: (_question, answer) =>
    typeof answer === "string" && realDate(answer) ? null : "Enter a date, for example 2026-04-30",
  number: (_question, answer) => {
    const text = typeof answer === "string" ? answer.trim() : answer
    const fits =
      typeof text === "number"
        ? Number.isFinite(text)
        : typeof text === "string" && /^-?\d{1,15}(\.\d{1,6})?$/.test(text)
    return fits ? null : "Enter a number"
  },
  file: ({ file }, answer) => {
    if (!Array.isArray(answer) || !answer.every((id) => fileId.safeParse(id).success)) return "Choose a file"
    const most = (file ?? DEFAULT_FILE_RULE).max_files
    return answer.length > most ? `Send at most ${most} ${most === 1 ? "file" : "files"}` : null
  },
}

const missingSentence = ({ type }: IntakeQuestion): string => {
  if (type === "file") return "Choose a file"
  return type === "choice" || type === "multi_choice" ? "Choose an option" : "Answer this question"
}

/**
 * What is wrong with a set of answers: question id → one sentence; empty when all is well. Questions that are not
 * asked need no answer, an answer to an unknown question is wrong.
 */
export const intakeErrors = (
  questions: readonly IntakeQuestion[],
  answers: Readonly<Record<string, IntakeAnswer>>
): ErrorDetails => {
  const errors: ErrorDetails = {}
  const known = new Map(questions.map((question) => [question.id, question]))
  for (const id of Object.keys(answers)) if (!known.has(id)) errors[id] = "Unknown question"
  for (const question of questions) {
    const answer = answers[question.id]
    if (answer === undefined || isEmptyAnswer(answer)) {
      if (question.required && isAsked(question, answers)) errors[question.id] = missingSentence(question)
      continue
    }
    const error = CHECKS[question.type](question, answer)
    if (error) errors[question.id] = error
  }
  return errors
}

/** Required questions that are asked and have no answer yet: what an intake task asks for. */
export const missingAnswers = (
  questions: readonly IntakeQuestion[],
  answers: Readonly<Record<string, IntakeAnswer>>
): IntakeQuestion[] =>
  questions.filter((question) => question.required && isAsked(question, answers) && isEmptyAnswer(answers[question.id]))

/** Files that answer a question, with the question. */
export type FileAnswer = { readonly question: IntakeQuestion; readonly ids: readonly string[] }

/** The answers to questions for files that are asked. */
export const fileAnswers = (
  questions: readonly IntakeQuestion[],
  answers: Readonly<Record<string, IntakeAnswer>>
): FileAnswer[] =>
  questions.flatMap((question) => {
    const ids = answers[question.id]
    return question.type === "file" && Array.isArray(ids) && isAsked(question, answers) ? [{ question, ids }] : []
  })
