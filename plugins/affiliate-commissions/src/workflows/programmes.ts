import { type Actor, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import type { CreateProgramme } from "../contracts/admin"
import { changeProgramme, insertProgramme, type ProgrammeChange } from "../modules/affiliate/store/programmes"

export type CreateProgrammeInput = CreateProgramme & { actor: Actor }
export type UpdateProgrammeInput = { id: string; change: ProgrammeChange; actor: Actor }

// No compensation in either: the one write of its workflow, in one transaction.
const createProgrammeStep = createStep("create-programme", async (input: CreateProgrammeInput, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  return new StepResponse(await knex.transaction((trx) => insertProgramme(trx, input, input.actor)))
})

const changeProgrammeStep = createStep("change-programme", async (input: UpdateProgrammeInput, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const changed = await knex.transaction((trx) => changeProgramme(trx, input.id, input.change, input.actor))
  if (!changed) throw commonErrors.fail("not_found")
  return new StepResponse(input.id)
})

/** Makes a programme with its first terms; gives its id. The shop's first one is the default. */
export const createAffiliateProgrammeWorkflow = createWorkflow(
  "create-affiliate-programme",
  (input: CreateProgrammeInput) => {
    return new WorkflowResponse(createProgrammeStep(input))
  }
)

/** Changes a programme; other terms hold for orders paid from now on. Throws `not_found`. */
export const updateAffiliateProgrammeWorkflow = createWorkflow(
  "update-affiliate-programme",
  (input: UpdateProgrammeInput) => {
    return new WorkflowResponse(changeProgrammeStep(input))
  }
)
