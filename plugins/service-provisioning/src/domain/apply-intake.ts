import type { ErrorDetails } from "@atrium/kernel"

import type { IntakeAnswers, IntakeQuestion } from "../contracts/intake"
import { answersToKeep, intakeErrors, missingAnswers } from "../contracts/intake"

export type AppliedIntake = {
  readonly answers: IntakeAnswers
  readonly missing: readonly string[]
  readonly errors: ErrorDetails
}

/** Merges new answers into the old ones. Required questions may stay unanswered; invalid answers are refused. */
export const applyIntake = (
  intake: { readonly questions: readonly IntakeQuestion[]; readonly answers: IntakeAnswers },
  given: IntakeAnswers
): AppliedIntake => {
  const merged = { ...intake.answers, ...given }
  const lenient = intake.questions.map((question) => ({ ...question, required: false }))
  const errors = intakeErrors(lenient, given)
  const answers = answersToKeep(intake.questions, merged)
  return { answers, missing: missingAnswers(intake.questions, answers).map((question) => question.id), errors }
}
