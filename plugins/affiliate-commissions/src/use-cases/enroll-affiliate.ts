import { z } from "zod"
import { graphRows } from "@atrium/server"
import { type Actor, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { affiliateErrors } from "../contracts/errors"
import { type AffiliateRow, affiliateOfCustomer, enrollAffiliate as insertAffiliate } from "../data/affiliates"
import { defaultProgramme, findProgramme } from "../data/programmes"
import { suggestCode } from "../domain/affiliate-code"

export type Enrollment = {
  readonly customer_id: string | null
  readonly programme_id?: string | undefined
  /** In capitals; generated from the customer's name unless given. */
  readonly code?: string | undefined
  readonly actor: Actor
}

export type Enrolled = { readonly id: string; readonly created: boolean }

const MAX_SUGGESTIONS = 30

const programmeToJoin = async (knex: Knex, id: string | undefined): Promise<string> => {
  const programme = id === undefined ? await defaultProgramme(knex) : await findProgramme(knex, id)
  if (!programme && id !== undefined)
    throw commonErrors.fail("invalid_input", { details: { programme_id: "There is no such program" } })
  if (!programme?.open) throw affiliateErrors.fail("programme_closed")
  return programme.id
}

const Customer = z.object({ first_name: z.string().nullish() })

const existing = (affiliate: AffiliateRow, code: string | undefined): Enrolled => {
  if (code !== undefined && code !== affiliate.code) throw affiliateErrors.fail("already_enrolled")
  return { id: affiliate.id, created: false }
}

/**
 * Enrolls a customer as an affiliate with a code; repeated calls return the existing affiliate.
 * @throws not_found, code_taken, already_enrolled (with another code), programme_closed, invalid_input
 */
export const enrollAffiliate = async (container: MedusaContainer, input: Enrollment): Promise<Enrolled> => {
  const { customer_id: customerId } = input
  if (customerId === null) throw commonErrors.fail("not_found")
  const [customer] = await graphRows(container, Customer, {
    entity: "customer",
    fields: ["id", "first_name"],
    filters: { id: customerId },
  })
  if (!customer) throw commonErrors.fail("not_found")
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const known = await affiliateOfCustomer(knex, customerId)
  if (known) return existing(known, input.code)
  const programmeId = await programmeToJoin(knex, input.programme_id)
  for (let attempt = 0; attempt < MAX_SUGGESTIONS; attempt += 1) {
    const code = input.code ?? suggestCode(customer.first_name ?? "", attempt, Math.random)
    const made = await insertAffiliate(knex, { programmeId, customerId, code }, input.actor)
    if (made) return { id: made.id, created: true }
    // Either the code is taken, or a parallel request has enrolled the customer.
    const faster = await affiliateOfCustomer(knex, customerId)
    if (faster) return existing(faster, input.code)
    if (input.code !== undefined)
      throw affiliateErrors.fail("code_taken", { details: { code: "This code is already taken" } })
  }
  throw commonErrors.fail("unavailable")
}
