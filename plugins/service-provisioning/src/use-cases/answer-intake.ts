import { keepFiles } from "@atrium/documents/tx"
import { clock, commonErrors, type ErrorDetails } from "@atrium/kernel"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { fileAnswers, type IntakeAnswers, type IntakeQuestion } from "../contracts/intake"
import { findOpenRequest, saveIntake } from "../data/service-requests"
import { changeTask, tasksOf } from "../data/tasks"
import { applyIntake } from "../domain/apply-intake"
import { isTaskOpen } from "../domain/task-status"
import { fileErrors } from "./check-files"

type Answering = {
  readonly customerId: string
  readonly questions: readonly IntakeQuestion[]
  readonly answers: IntakeAnswers
  readonly before: IntakeAnswers
}

/** What is wrong with files that did not answer these questions before. */
const newFileErrors = (
  trx: Knex.Transaction,
  { customerId, questions, answers, before }: Answering
): Promise<ErrorDetails> => {
  const known = new Set(fileAnswers(questions, before).flatMap(({ ids }) => ids))
  const added = fileAnswers(questions, { ...before, ...answers }).map(({ question, ids }): [string, string[]] => [
    question.id,
    ids.filter((id) => !known.has(id)),
  ])
  const asked = questions.map(({ show_when: _condition, ...question }) => question)
  return fileErrors(trx, [{ path: "intake", questions: asked, answers: Object.fromEntries(added) }], { customerId })
}

/** The customer answers questions of the service. Throws `not_found`, `invalid_input`, `invalid_transition`. */
export const answerIntake = async (
  container: MedusaContainer,
  input: { requestId: string; customerId: string; answers: IntakeAnswers }
): Promise<void> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (trx) => {
    const request = await findOpenRequest(trx, input.requestId, { customerId: input.customerId })
    const { questions } = request.intake
    const { answers, missing, errors } = applyIntake(request.intake, input.answers)
    const details = Object.fromEntries(Object.entries(errors).map(([id, message]) => [`intake.${id}`, message]))
    Object.assign(details, await newFileErrors(trx, { ...input, questions, before: request.intake.answers }))
    if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
    if (!(await saveIntake(trx, request, { questions, answers }))) throw commonErrors.fail("conflict")
    const files = fileAnswers(questions, answers).flatMap(({ ids }) => ids)
    if (files.length > 0) await keepFiles(trx, files, request.order_id)
    const asking = (await tasksOf(trx, request.id)).find((task) => task.metadata.intake === true)
    // The task that asked for the answers is complete once none is missing.
    if (asking && missing.length === 0 && isTaskOpen(asking.status))
      await changeTask(trx, asking, { status: "done", holder: asking.holder, reason: null })
    await recordTimeline(trx, {
      subjectId: request.id,
      type: "intake_answered",
      visibility: "public",
      occurredAt: clock.now(),
    })
  })
}
