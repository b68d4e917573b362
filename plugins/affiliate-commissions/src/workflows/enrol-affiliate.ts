import { type Actor, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"

import { affiliateErrors } from "../contracts/errors"
import { suggestCode } from "../domain/affiliate-code"
import { type AffiliateRow, affiliateOfCustomer, enrolAffiliate } from "../modules/affiliate/store/affiliates"
import { defaultProgramme, findProgramme } from "../modules/affiliate/store/programmes"

export type EnrolAffiliate = {
  customer_id: string
  programme_id?: string | undefined
  /** In capitals; one is made from the customer's name unless given. */
  code?: string | undefined
  actor: Actor
}

export type Enrolled = { id: string; created: boolean }

const MOST_SUGGESTIONS = 30

const programmeToJoin = async (knex: Knex, id: string | undefined): Promise<string> => {
  const programme = id === undefined ? await defaultProgramme(knex) : await findProgramme(knex, id)
  if (!programme && id !== undefined)
    throw commonErrors.fail("invalid_input", { details: { programme_id: "There is no such programme" } })
  if (!programme?.open) throw affiliateErrors.fail("programme_closed")
  return programme.id
}

const asTheyAre = (affiliate: AffiliateRow, code: string | undefined): Enrolled => {
  if (code !== undefined && code !== affiliate.code) throw affiliateErrors.fail("already_enrolled")
  return { id: affiliate.id, created: false }
}

const enrol = async (knex: Knex, input: EnrolAffiliate, firstName: string): Promise<Enrolled> => {
  const known = await affiliateOfCustomer(knex, input.customer_id)
  if (known) return asTheyAre(known, input.code)
  const programmeId = await programmeToJoin(knex, input.programme_id)
  for (let attempt = 0; attempt < MOST_SUGGESTIONS; attempt += 1) {
    const code = input.code ?? suggestCode(firstName, attempt, Math.random)
    const made = await enrolAffiliate(knex, { programmeId, customerId: input.customer_id, code }, input.actor)
    if (made) return { id: made.id, created: true }
    // Either the code is somebody's, or a parallel request of the same customer was faster.
    const faster = await affiliateOfCustomer(knex, input.customer_id)
    if (faster) return asTheyAre(faster, input.code)
    if (input.code !== undefined)
      throw affiliateErrors.fail("code_taken", { details: { code: "Somebody else has this code already" } })
  }
  throw commonErrors.fail("unavailable")
}

// No compensation: the one write of its workflow, in one statement.
const enrolAffiliateStep = createStep("enrol-affiliate", async (input: EnrolAffiliate, { container }) => {
  const { data: customers } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id", "first_name"],
    filters: { id: input.customer_id },
  })
  const [customer] = customers
  if (!customer) throw commonErrors.fail("not_found")
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  return new StepResponse(await enrol(knex, input, customer.first_name ?? ""))
})

/**
 * Makes a customer an affiliate with a code of their own; asked again it gives the affiliate they are.
 * @throws code_taken, already_enrolled (with another code), programme_closed, invalid_input
 */
export const enrolAffiliateWorkflow = createWorkflow("enrol-affiliate", (input: EnrolAffiliate) => {
  return new WorkflowResponse(enrolAffiliateStep(input))
})
