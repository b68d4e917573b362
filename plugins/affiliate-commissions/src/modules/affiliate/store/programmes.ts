import { type Actor, clock, orderSql } from "@atrium/kernel"
import { generateEntityId } from "@medusajs/framework/utils"

import type { AttributionRule } from "../../../contracts/statuses"
import { likeText, type Sql } from "./sql"

export type Terms = {
  readonly attribution: AttributionRule
  readonly window_days: number
  readonly holding_days: number
}

export type ProgrammeRow = Terms & {
  id: string
  name: string
  open: boolean
  is_default: boolean
  version: number
  version_id: string
  affiliates: number
  valid_from: Date
  created_at: Date
}

const PROGRAMMES = `
  FROM affiliate_programme p
  CROSS JOIN LATERAL (SELECT * FROM affiliate_programme_version pv WHERE pv.programme_id = p.id
    ORDER BY pv.number DESC LIMIT 1) v`

const COLUMNS = `
  p.id, p.name, p.open, p.is_default, p.created_at, v.number AS version, v.id AS version_id, v.attribution,
  v.window_days, v.holding_days, v.valid_from,
  CAST((SELECT count(*) FROM affiliate a WHERE a.programme_id = p.id) AS int) AS affiliates`

const SORTED = { created_at: "p.created_at", name: "lower(p.name)" } as const

/** A page of programmes with the terms that hold now, and how many match. */
export const listProgrammes = async (
  knex: Sql,
  { q = "", order, limit, offset }: { q?: string | undefined; order: string; limit: number; offset: number }
): Promise<{ rows: ProgrammeRow[]; count: number }> => {
  const answer: { rows: ProgrammeRow[] } = await knex.raw(
    `SELECT ${COLUMNS} ${PROGRAMMES} WHERE p.name ILIKE :like ORDER BY ${orderSql(order, SORTED, "p.id")}
     LIMIT :limit OFFSET :offset`,
    { like: likeText(q), limit, offset }
  )
  const counted: { rows: { count: string }[] } = await knex.raw(
    "SELECT count(*) AS count FROM affiliate_programme p WHERE p.name ILIKE :like",
    { like: likeText(q) }
  )
  return { rows: answer.rows, count: Number(counted.rows[0]?.count ?? 0) }
}

/** One programme, or undefined. */
export const findProgramme = async (knex: Sql, id: string): Promise<ProgrammeRow | undefined> => {
  const answer: { rows: ProgrammeRow[] } = await knex.raw(`SELECT ${COLUMNS} ${PROGRAMMES} WHERE p.id = ?`, [id])
  return answer.rows[0]
}

/** The programme a customer joins when none is named. */
export const defaultProgramme = async (knex: Sql): Promise<ProgrammeRow | undefined> => {
  const answer: { rows: ProgrammeRow[] } = await knex.raw(`SELECT ${COLUMNS} ${PROGRAMMES} WHERE p.is_default`)
  return answer.rows[0]
}

const addVersion = async (trx: Sql, programmeId: string, number: number, terms: Terms, actor: Actor): Promise<void> => {
  await trx("affiliate_programme_version").insert({
    ...{ id: generateEntityId(undefined, "affprogv"), programme_id: programmeId, number },
    ...{ attribution: terms.attribution, window_days: terms.window_days, holding_days: terms.holding_days },
    ...{ created_by: actor.id, valid_from: clock.now() },
  })
}

/** Makes a programme with its first version; the shop's first one is the default. Gives its id. */
export const insertProgramme = async (trx: Sql, programme: Terms & { name: string }, actor: Actor): Promise<string> => {
  const id = generateEntityId(undefined, "affprog")
  const now = clock.now()
  await trx.raw(
    `INSERT INTO affiliate_programme (id, name, is_default, created_at, updated_at)
     SELECT :id, :name, NOT EXISTS (SELECT 1 FROM affiliate_programme WHERE is_default), :now, :now`,
    { id, name: programme.name, now }
  )
  await addVersion(trx, id, 1, programme, actor)
  return id
}

export type ProgrammeChange = Partial<Terms> & { name?: string; open?: boolean; is_default?: true }

/** Changes a programme under its row lock; other terms than before are its next version. False when there is none. */
export const changeProgramme = async (
  trx: Sql,
  id: string,
  change: ProgrammeChange,
  actor: Actor
): Promise<boolean> => {
  const [locked] = await trx("affiliate_programme").where({ id }).forUpdate().select<{ id: string }[]>("id")
  const before = locked ? await findProgramme(trx, id) : undefined
  if (!before) return false
  const { attribution, window_days: windowDays, holding_days: holdingDays, ...own } = change
  if (own.is_default) await trx("affiliate_programme").where("is_default", true).update({ is_default: false })
  await trx("affiliate_programme")
    .where({ id })
    .update({ ...own, updated_at: clock.now() })
  const terms = {
    attribution: attribution ?? before.attribution,
    window_days: windowDays ?? before.window_days,
    holding_days: holdingDays ?? before.holding_days,
  }
  const same =
    terms.attribution === before.attribution &&
    terms.window_days === before.window_days &&
    terms.holding_days === before.holding_days
  if (!same) await addVersion(trx, id, before.version + 1, terms, actor)
  return true
}
