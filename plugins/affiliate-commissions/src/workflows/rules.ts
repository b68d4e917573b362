import { type Actor, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import type { CreateRule, UpdateRule } from "../contracts/admin"
import { affiliateErrors } from "../contracts/errors"
import { findProgramme } from "../modules/affiliate/store/programmes"
import { changeRule, insertRule } from "../modules/affiliate/store/rules"

export type CreateRuleInput = CreateRule & { actor: Actor }
export type UpdateRuleInput = UpdateRule & { id: string; actor: Actor }

// Read before anything is written, so that both wrong ids are told at once.
const checkCommissionRuleStep = createStep("check-commission-rule", async (input: CreateRuleInput, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const details: Record<string, string> = {}
  if (!(await findProgramme(knex, input.programme_id))) details.programme_id = "There is no such programme"
  if (input.service_id) {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "product",
      fields: ["id"],
      filters: { id: input.service_id },
    })
    if (data.length === 0) details.service_id = "There is no such service"
  }
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
  return new StepResponse(true)
})

// No compensation in either: the one write of its workflow, in one transaction.
const createCommissionRuleStep = createStep("create-commission-rule", async (input: CreateRuleInput, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const rule = { programme_id: input.programme_id, service_id: input.service_id ?? null, rate_bp: input.rate_bp }
  const id = await knex.transaction((trx) => insertRule(trx, rule, input.actor))
  if (!id) throw affiliateErrors.fail("rule_exists")
  return new StepResponse(id)
})

const changeCommissionRuleStep = createStep("change-commission-rule", async (input: UpdateRuleInput, { container }) => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  if (!(await knex.transaction((trx) => changeRule(trx, input.id, input, input.actor))))
    throw commonErrors.fail("not_found")
  return new StepResponse(input.id)
})

/** A programme's rate, or an exception for a service; gives its id. Throws `invalid_input`, `rule_exists`. */
export const createCommissionRuleWorkflow = createWorkflow("create-commission-rule", (input: CreateRuleInput) => {
  checkCommissionRuleStep(input)
  return new WorkflowResponse(createCommissionRuleStep(input))
})

/** A new version of a rule, for orders paid from now on. Throws `not_found`. */
export const updateCommissionRuleWorkflow = createWorkflow("update-commission-rule", (input: UpdateRuleInput) => {
  return new WorkflowResponse(changeCommissionRuleStep(input))
})
