import { isDeepStrictEqual } from "node:util"

import { type Actor, clock } from "@atrium/kernel"
import { column, listPage, nullable, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

const RuleRow = z.object({
  id: column.text,
  programme_id: column.text,
  service_id: column.text.nullable(),
  version: column.integer,
  kind: column.text,
  config: z.record(z.string(), z.json()),
  rate_bp: column.integer.nullable(),
  active: column.boolean,
  valid_from: column.timestamp,
  created_at: column.timestamp,
})
export type RuleRow = z.infer<typeof RuleRow>

/** How a rule pays: its kind, and the configuration that the kind's schema accepted. */
export type RuleTerms = { readonly kind: string; readonly config: unknown }

const CURRENT = `
  CROSS JOIN LATERAL (SELECT * FROM commission_rule_version rv WHERE rv.rule_id = r.id ORDER BY rv.number DESC LIMIT 1) v`

const COLUMNS =
  "r.id, r.programme_id, r.service_id, r.created_at, v.number AS version, v.kind, v.config, v.rate_bp, v.active, v.valid_from"

const RULES = `SELECT ${COLUMNS} FROM commission_rule r ${CURRENT}`

const SORTED = {
  programme_id: ["r.programme_id", "coalesce(r.service_id, '')"],
  created_at: "r.created_at",
  rate_bp: nullable("v.rate_bp"),
} as const

/** A page of rules as they apply now and how many there are. */
export const listRules = (
  knex: Knex,
  { programmeId, order, limit, offset }: { programmeId: string | null; order: string; limit: number; offset: number }
): Promise<{ rows: RuleRow[]; count: number }> => {
  const rows = () => knex({ r: "commission_rule" }).joinRaw(CURRENT)
  const matching = order.endsWith("rate_bp") ? rows() : knex({ r: "commission_rule" })
  if (programmeId !== null) void matching.where("r.programme_id", programmeId)
  return listPage(knex, {
    schema: RuleRow,
    matching,
    rows: rows().select(knex.raw(COLUMNS)),
    id: "r.id",
    sorted: SORTED,
    order,
    limit,
    offset,
  })
}

/** One rule as it applies now, or null. */
export const findRule = (knex: Knex, id: string): Promise<RuleRow | null> =>
  sqlRow(knex, RuleRow, `${RULES} WHERE r.id = ?`, [id])

/** A program's active rules, its own first. */
export const rulesOfProgramme = (knex: Knex, programmeId: string): Promise<RuleRow[]> =>
  sqlRows(knex, RuleRow, `${RULES} WHERE r.programme_id = ? AND v.active ORDER BY r.service_id NULLS FIRST`, [
    programmeId,
  ])

const addVersion = async (
  trx: Knex,
  ruleId: string,
  { number, kind, config, active }: RuleTerms & { number: number; active: boolean },
  actor: Actor
): Promise<void> => {
  await trx("commission_rule_version").insert({
    number,
    kind,
    config: JSON.stringify(config),
    active,
    id: generateEntityId(undefined, "commrulev"),
    rule_id: ruleId,
    created_by: actor.id,
    valid_from: clock.now(),
  })
}

/** Makes a rule with its first version; null when the program already has one for the service. */
export const insertRule = async (
  trx: Knex.Transaction,
  rule: RuleTerms & { programme_id: string; service_id: string | null },
  actor: Actor
): Promise<string | null> => {
  const made = await sqlRow(
    trx,
    z.object({ id: column.text }),
    `INSERT INTO commission_rule (id, programme_id, service_id, created_at, updated_at)
     VALUES (:id, :programmeId, :serviceId, :now, :now) ON CONFLICT DO NOTHING RETURNING id`,
    {
      id: generateEntityId(undefined, "commrule"),
      programmeId: rule.programme_id,
      serviceId: rule.service_id,
      now: clock.now(),
    }
  )
  if (!made) return null
  await addVersion(trx, made.id, { number: 1, kind: rule.kind, config: rule.config, active: true }, actor)
  return made.id
}

/** Adds a version under the rule's row lock, unless nothing changes. False when there is no such rule. */
export const changeRule = async (
  trx: Knex.Transaction,
  id: string,
  change: { terms?: RuleTerms | undefined; active?: boolean | undefined },
  actor: Actor
): Promise<boolean> => {
  await trx("commission_rule").where({ id }).forUpdate().select("id")
  const before = await findRule(trx, id)
  if (!before) return false
  const { kind, config } = change.terms ?? before
  const active = change.active ?? before.active
  const same = kind === before.kind && isDeepStrictEqual(config, before.config) && active === before.active
  if (!same) await addVersion(trx, id, { number: before.version + 1, kind, config, active }, actor)
  return true
}
