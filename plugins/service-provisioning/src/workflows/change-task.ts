import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import {
  addTaskStep,
  type AddTaskInput,
  answerIntakeStep,
  type AnswerIntakeInput,
  changeTaskStep,
} from "./steps/change-task"
import type { ChangeTaskInput } from "./steps/change-task"

/** Moves a task on or hands it over. Throws `not_found`, `stale_version`, `invalid_transition`, `task_blocked`. */
export const changeTaskWorkflow = createWorkflow("change-task", (input: ChangeTaskInput) => {
  return new WorkflowResponse(changeTaskStep(input))
})

/** Adds a task by hand. Throws `not_found`. */
export const addTaskWorkflow = createWorkflow("add-task", (input: AddTaskInput) => {
  return new WorkflowResponse(addTaskStep(input))
})

/** The customer answers questions of the service. Throws `not_found`, `invalid_input`, `invalid_transition`. */
export const answerIntakeWorkflow = createWorkflow("answer-intake", (input: AnswerIntakeInput) => {
  return new WorkflowResponse(answerIntakeStep(input))
})
