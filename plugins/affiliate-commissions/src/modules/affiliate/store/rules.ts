import { type Actor, clock, orderSql } from "@atrium/kernel"
import { generateEntityId } from "@medusajs/framework/utils"

import type { Sql } from "./sql"

export type RuleRow = {
  id: string
  programme_id: string
  service_id: string | null
  version: number
  rate_bp: number
  active: boolean
  valid_from: Date
  created_at: Date
}

const RULES = `
  SELECT r.id, r.programme_id, r.service_id, r.created_at, v.number AS version, v.rate_bp, v.active, v.valid_from
  FROM commission_rule r
  CROSS JOIN LATERAL (SELECT * FROM commission_rule_version rv WHERE rv.rule_id = r.id ORDER BY rv.number DESC LIMIT 1) v`

const SORTED = {
  programme_id: "ROW(r.programme_id, coalesce(r.service_id, ''))",
  created_at: "r.created_at",
  rate_bp: "v.rate_bp",
} as const

/** A page of rules as they hold now and how many there are. */
export const listRules = async (
  knex: Sql,
  { order, ...filter }: { programmeId: string | null; order: string; limit: number; offset: number }
): Promise<{ rows: RuleRow[]; count: number }> => {
  const where = "WHERE CAST(:programmeId AS text) IS NULL OR r.programme_id = :programmeId"
  const answer: { rows: RuleRow[] } = await knex.raw(
    `${RULES} ${where} ORDER BY ${orderSql(order, SORTED, "r.id")} LIMIT :limit OFFSET :offset`,
    filter
  )
  const counted: { rows: { count: string }[] } = await knex.raw(
    `SELECT count(*) AS count FROM commission_rule r ${where}`,
    { programmeId: filter.programmeId }
  )
  return { rows: answer.rows, count: Number(counted.rows[0]?.count ?? 0) }
}

/** One rule, or undefined. */
export const findRule = async (knex: Sql, id: string): Promise<RuleRow | undefined> => {
  const answer: { rows: RuleRow[] } = await knex.raw(`${RULES} WHERE r.id = ?`, [id])
  return answer.rows[0]
}

/** A programme's rules that hold now. */
export const rulesOfProgramme = async (knex: Sql, programmeId: string): Promise<RuleRow[]> => {
  const answer: { rows: RuleRow[] } = await knex.raw(
    `${RULES} WHERE r.programme_id = ? AND v.active ORDER BY r.service_id NULLS FIRST`,
    [programmeId]
  )
  return answer.rows
}

const addVersion = async (
  trx: Sql,
  ruleId: string,
  version: { number: number; rate_bp: number; active: boolean },
  actor: Actor
): Promise<void> => {
  await trx("commission_rule_version").insert({
    ...{ id: generateEntityId(undefined, "commrulev"), rule_id: ruleId, ...version },
    ...{ created_by: actor.id, valid_from: clock.now() },
  })
}

/** Makes a rule with its first version; undefined when the programme has one for the service already. */
export const insertRule = async (
  trx: Sql,
  rule: { programme_id: string; service_id: string | null; rate_bp: number },
  actor: Actor
): Promise<string | undefined> => {
  const now = clock.now()
  const id = generateEntityId(undefined, "commrule")
  const answer: { rows: unknown[] } = await trx.raw(
    `INSERT INTO commission_rule (id, programme_id, service_id, created_at, updated_at)
     VALUES (:id, :programmeId, :serviceId, :now, :now) ON CONFLICT DO NOTHING RETURNING id`,
    { id, programmeId: rule.programme_id, serviceId: rule.service_id, now }
  )
  if (answer.rows.length === 0) return undefined
  await addVersion(trx, id, { number: 1, rate_bp: rule.rate_bp, active: true }, actor)
  return id
}

/** Adds a version under the rule's row lock, unless it would say the same. False when there is no such rule. */
export const changeRule = async (
  trx: Sql,
  id: string,
  change: { rate_bp?: number | undefined; active?: boolean | undefined },
  actor: Actor
): Promise<boolean> => {
  const [locked] = await trx("commission_rule").where({ id }).forUpdate().select<{ id: string }[]>("id")
  const before = locked ? await findRule(trx, id) : undefined
  if (!before) return false
  const next = { rate_bp: change.rate_bp ?? before.rate_bp, active: change.active ?? before.active }
  if (next.rate_bp === before.rate_bp && next.active === before.active) return true
  await addVersion(trx, id, { number: before.version + 1, ...next }, actor)
  return true
}
