import { addWorkingDays } from "@atrium/kernel"

import type { IntakeAnswers } from "../contracts/intake"
import { answersToKeep, missingAnswers } from "../contracts/intake"
import type { ServiceRequestStatus, TaskHolder } from "../contracts/statuses"
import { INITIAL_HISTORY, INITIAL_STATUS } from "./service-request-status"
import { INTAKE_TASK } from "./task-kind"
import type { TemplateContent } from "./template-content"
import type { TierContent } from "./tier-content"

/** Working days a customer has to answer the questions left open at checkout. */
const INTAKE_DUE_DAYS = 2
export const INTAKE_TASK_KEY = "intake"

export type ProvisionFacts = {
  /** The moment the order was paid in full; due dates count from here. */
  readonly paidAt: Date
  readonly answers: IntakeAnswers
}

export type PlannedTask = {
  readonly key: string
  /** Null: an ordinary task. */
  readonly kind: string | null
  readonly name: string
  readonly description: string
  readonly status: "to_do"
  readonly holder: TaskHolder
  readonly visible_to_client: boolean
  readonly depends_on: readonly string[]
  readonly due_at: Date
  readonly metadata: Record<string, unknown>
  readonly sort_order: number
}

export type ProvisionPlan = {
  readonly status: ServiceRequestStatus
  readonly history: typeof INITIAL_HISTORY
  readonly dueAt: Date | null
  readonly intake: { readonly questions: TemplateContent["questions"]; readonly answers: IntakeAnswers }
  readonly tasks: readonly PlannedTask[]
}

/**
 * Plans the service request of one unit from its tier and the facts of the purchase: its tasks with due dates on the working
 * calendar, its intake with a task for the customer when required answers are missing, its first states.
 * Pure: the same input makes the same plan, so a retry writes what the first attempt would have written.
 */
export const planProvisioning = (content: TierContent, facts: ProvisionFacts): ProvisionPlan => {
  const answers = answersToKeep(content.questions, facts.answers)
  const missing = missingAnswers(content.questions, answers)
  const tasks = content.tasks.map((task, index) => ({
    key: task.key,
    kind: task.kind ?? null,
    name: task.name,
    description: task.description,
    status: "to_do" as const,
    holder: task.holder,
    visible_to_client: task.visible_to_client,
    depends_on: task.depends_on,
    due_at: addWorkingDays(facts.paidAt, task.due_in_days),
    metadata: task.metadata,
    sort_order: index + 1,
  }))
  const intakeTask = missing.length
    ? [
        intakeTaskFor(
          missing.map((question) => question.id),
          content,
          facts
        ),
      ]
    : []
  const last = tasks.reduce<Date | null>(
    (latest, task) => (latest && latest > task.due_at ? latest : task.due_at),
    null
  )
  return {
    status: INITIAL_STATUS,
    history: INITIAL_HISTORY,
    dueAt: content.durationDays === undefined ? last : addWorkingDays(facts.paidAt, content.durationDays),
    intake: { questions: content.questions, answers },
    tasks: [...intakeTask, ...tasks],
  }
}

const intakeTaskFor = (
  missing: readonly string[],
  content: Pick<TemplateContent, "tasks">,
  facts: ProvisionFacts
): PlannedTask => ({
  // A template may already have a task with that key; keys are unique within a request.
  key: content.tasks.some((task) => task.key === INTAKE_TASK_KEY) ? `${INTAKE_TASK_KEY}-answers` : INTAKE_TASK_KEY,
  kind: INTAKE_TASK,
  name: "Answer the remaining questions",
  description: "We need these answers before we can continue with your request.",
  status: "to_do",
  holder: "client",
  visible_to_client: true,
  depends_on: [],
  due_at: addWorkingDays(facts.paidAt, INTAKE_DUE_DAYS),
  metadata: { intake: true, questions: [...missing] },
  sort_order: 0,
})
