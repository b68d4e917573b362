import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import type { ListRules, RuleKindOut, RuleOut } from "../contracts/commission-rules"
import { findRule, listRules, type RuleRow, type RuleTerms } from "../data/rules"
import { commissionRules } from "../extension-points"

/** Titles of products by id; one that was deleted is missing. */
export const productTitles = async (
  container: MedusaContainer,
  ids: readonly string[]
): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id", "title"],
    filters: { id: [...new Set(ids)] },
  })
  return new Map(data.map(({ id, title }) => [id, title]))
}

/** What a rule pays, as short text; the kind's name if no plugin adds the kind. */
export const describeRule = ({ kind, config }: RuleTerms): string => commissionRules.get(kind)?.describe(config) ?? kind

// Zod adds functions to the schema; only JSON may be returned.
const jsonSchemaOf = (config: z.ZodType): RuleKindOut["config"] => {
  const { "~standard": _functions, ...schema } = z.toJSONSchema(config, { io: "input", unrepresentable: "any" })
  return z.record(z.string(), z.json()).parse(schema)
}

/** Kinds of rules that staff can choose. */
export const listRuleKinds = (): RuleKindOut[] =>
  commissionRules.all().map(({ kind, label, config }) => ({
    kind,
    label,
    config: jsonSchemaOf(config),
  }))

const toRules = async (container: MedusaContainer, rows: readonly RuleRow[]): Promise<RuleOut[]> => {
  const titles = await productTitles(
    container,
    rows.flatMap(({ service_id: id }) => id ?? [])
  )
  return rows.map(({ service_id: id, ...row }) => ({
    ...row,
    description: describeRule(row),
    service: id === null ? null : { id, title: titles.get(id) ?? null },
    valid_from: row.valid_from.toISOString(),
    created_at: row.created_at.toISOString(),
  }))
}

/** A page of rules as they apply now. */
export const listCommissionRules = async (
  container: MedusaContainer,
  { order, limit, offset, programme_id: programmeId }: ListRules
): Promise<{ commission_rules: RuleOut[]; count: number; offset: number; limit: number }> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows, count } = await listRules(knex, { programmeId: programmeId ?? null, order, limit, offset })
  return { commission_rules: await toRules(container, rows), count, offset, limit }
}

/** One rule. Throws `not_found`. */
export const readRule = async (container: MedusaContainer, id: string): Promise<RuleOut> => {
  const row = await findRule(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), id)
  const [rule] = row ? await toRules(container, [row]) : []
  if (!rule) throw commonErrors.fail("not_found")
  return rule
}
