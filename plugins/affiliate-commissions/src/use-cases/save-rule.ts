import { type Actor, commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { CreateRule, UpdateRule } from "../contracts/commission-rules"
import { affiliateErrors } from "../contracts/errors"
import { findProgramme } from "../data/programmes"
import { changeRule, insertRule } from "../data/rules"

// Checked before anything is written, so that both wrong ids are reported at once.
const checkIds = async (container: MedusaContainer, { programme_id, service_id }: CreateRule): Promise<void> => {
  const details: Record<string, string> = {}
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  if (!(await findProgramme(knex, programme_id))) details.programme_id = "There is no such programme"
  if (service_id) {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "product",
      fields: ["id"],
      filters: { id: service_id },
    })
    if (data.length === 0) details.service_id = "There is no such service"
  }
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
}

/** A programme's rule, or an exception for a service; returns its id. Throws `invalid_input`, `rule_exists`. */
export const createRule = async (
  container: MedusaContainer,
  { actor, ...input }: CreateRule & { actor: Actor }
): Promise<string> => {
  await checkIds(container, input)
  const rule = { programme_id: input.programme_id, service_id: input.service_id ?? null, rate_bp: input.rate_bp }
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const id = await knex.transaction((trx) => insertRule(trx, rule, actor))
  if (!id) throw affiliateErrors.fail("rule_exists")
  return id
}

/** A new version of a rule, for orders paid from now on. Throws `not_found`. */
export const updateRule = async (
  container: MedusaContainer,
  { id, actor, change }: { id: string; actor: Actor; change: UpdateRule }
): Promise<void> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  if (!(await knex.transaction((trx) => changeRule(trx, id, change, actor)))) throw commonErrors.fail("not_found")
}
