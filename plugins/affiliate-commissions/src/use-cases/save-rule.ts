import { type Actor, commonErrors } from "@atrium/kernel"
import { detailsOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type CreateRule, PERCENTAGE, type UpdateRule } from "../contracts/commission-rules"
import { affiliateErrors } from "../contracts/errors"
import { findProgramme } from "../data/programmes"
import { changeRule, findRule, insertRule, type RuleTerms } from "../data/rules"
import { commissionRules } from "../extension-points"

/** The terms of a request, validated by the kind's schema; errors are added to `details`. */
const checkTerms = ({ kind, config }: RuleTerms, details: Record<string, string>): RuleTerms => {
  const known = commissionRules.get(kind)
  if (!known) {
    details.kind = "There is no such rule kind"
    return { kind, config }
  }
  const checked = known.config.safeParse(config)
  if (checked.success) return { kind, config: checked.data }
  for (const [field, sentence] of Object.entries(detailsOf(checked.error)))
    details[field === "body" ? "config" : `config.${field}`] = sentence
  return { kind, config }
}

/** A program's rule, or an exception for a service; returns its id. Throws `invalid_input`, `rule_exists`. */
export const createRule = async (
  container: MedusaContainer,
  { actor, programme_id, service_id, rate_bp, kind, config }: CreateRule & { actor: Actor }
): Promise<string> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  // Checked before anything is written, so that everything wrong is reported at once.
  const details: Record<string, string> = {}
  if (!(await findProgramme(knex, programme_id))) details.programme_id = "There is no such program"
  if (service_id) {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "product",
      fields: ["id"],
      filters: { id: service_id },
    })
    if (data.length === 0) details.service_id = "There is no such service"
  }
  const named = kind === undefined ? { kind: PERCENTAGE, config: { rate_bp } } : { kind, config: config ?? {} }
  const terms = checkTerms(named, details)
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
  const rule = { ...terms, programme_id, service_id: service_id ?? null }
  const id = await knex.transaction((trx) => insertRule(trx, rule, actor))
  if (!id) throw affiliateErrors.fail("rule_exists")
  return id
}

/** A new version of a rule, for orders paid from now on. Throws `not_found`, `invalid_input`. */
export const updateRule = async (
  container: MedusaContainer,
  { id, actor, change }: { id: string; actor: Actor; change: UpdateRule }
): Promise<void> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rate_bp: rateBp, kind, config, active } = change
  const details: Record<string, string> = {}
  let terms: RuleTerms | undefined
  if (rateBp !== undefined) terms = checkTerms({ kind: PERCENTAGE, config: { rate_bp: rateBp } }, details)
  else if (kind !== undefined || config !== undefined) {
    const before = await findRule(knex, id)
    if (!before) throw commonErrors.fail("not_found")
    terms = checkTerms({ kind: kind ?? before.kind, config: config ?? {} }, details)
  }
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
  if (!(await knex.transaction((trx) => changeRule(trx, id, { terms, active }, actor))))
    throw commonErrors.fail("not_found")
}
