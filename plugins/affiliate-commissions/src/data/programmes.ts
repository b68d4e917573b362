import { type Actor, clock, orderSql } from "@atrium/kernel"
import { column, foldedSql, likeFolded, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { ATTRIBUTION_RULES } from "../contracts/statuses"

const Terms = z.object({
  attribution: z.enum(ATTRIBUTION_RULES),
  window_days: column.integer,
  holding_days: column.integer,
})
export type Terms = z.infer<typeof Terms>

const ProgrammeRow = Terms.extend({
  id: column.text,
  name: column.text,
  open: column.boolean,
  is_default: column.boolean,
  version: column.integer,
  affiliates: column.integer,
  valid_from: column.timestamp,
  created_at: column.timestamp,
})
export type ProgrammeRow = z.infer<typeof ProgrammeRow>

const PROGRAMMES = `
  SELECT p.id, p.name, p.open, p.is_default, p.created_at, v.number AS version, v.attribution, v.window_days,
    v.holding_days, v.valid_from,
    CAST((SELECT count(*) FROM affiliate a WHERE a.programme_id = p.id) AS int) AS affiliates
  FROM affiliate_programme p
  CROSS JOIN LATERAL (SELECT * FROM affiliate_programme_version pv WHERE pv.programme_id = p.id
    ORDER BY pv.number DESC LIMIT 1) v`

const SORTED = { created_at: "p.created_at", name: "lower(p.name)" } as const
const Count = z.object({ count: column.bigint.transform(Number) })

/** A page of programs with their current terms, and how many match. */
export const listProgrammes = async (
  knex: Knex,
  { q = "", order, limit, offset }: { q?: string | undefined; order: string; limit: number; offset: number }
): Promise<{ rows: ProgrammeRow[]; count: number }> => {
  const matching = `WHERE ${foldedSql("p.name")} LIKE :like`
  const rows = await sqlRows(
    knex,
    ProgrammeRow,
    `${PROGRAMMES} ${matching} ORDER BY ${orderSql(order, SORTED, "p.id")} LIMIT :limit OFFSET :offset`,
    { like: likeFolded(q), limit, offset }
  )
  const counted = await sqlRow(knex, Count, `SELECT count(*) AS count FROM affiliate_programme p ${matching}`, {
    like: likeFolded(q),
  })
  return { rows, count: counted?.count ?? 0 }
}

/** One program with its current terms, or null. */
export const findProgramme = (knex: Knex, id: string): Promise<ProgrammeRow | null> =>
  sqlRow(knex, ProgrammeRow, `${PROGRAMMES} WHERE p.id = ?`, [id])

/** The program a customer joins when none is named, or null. */
export const defaultProgramme = (knex: Knex): Promise<ProgrammeRow | null> =>
  sqlRow(knex, ProgrammeRow, `${PROGRAMMES} WHERE p.is_default`)

const addVersion = async (
  trx: Knex,
  programmeId: string,
  number: number,
  { attribution, window_days, holding_days }: Terms,
  actor: Actor
): Promise<void> => {
  await trx("affiliate_programme_version").insert({
    id: generateEntityId(undefined, "affprogv"),
    programme_id: programmeId,
    number,
    attribution,
    window_days,
    holding_days,
    created_by: actor.id,
    valid_from: clock.now(),
  })
}

/** Makes a program with its first version; the shop's first one is the default. Returns its id. */
export const insertProgramme = async (
  trx: Knex.Transaction,
  programme: Terms & { name: string },
  actor: Actor
): Promise<string> => {
  const id = generateEntityId(undefined, "affprog")
  await sqlChanges(
    trx,
    `INSERT INTO affiliate_programme (id, name, is_default, created_at, updated_at)
     SELECT :id, :name, NOT EXISTS (SELECT 1 FROM affiliate_programme WHERE is_default), :now, :now`,
    { id, name: programme.name, now: clock.now() }
  )
  await addVersion(trx, id, 1, programme, actor)
  return id
}

export type ProgrammeChange = {
  readonly [K in keyof Terms]?: Terms[K] | undefined
} & { readonly name?: string | undefined; readonly open?: boolean | undefined; readonly is_default?: true | undefined }

/** Changes a program under its row lock; changed terms are its next version. False when there is none. */
export const changeProgramme = async (
  trx: Knex.Transaction,
  id: string,
  change: ProgrammeChange,
  actor: Actor
): Promise<boolean> => {
  await trx("affiliate_programme").where({ id }).forUpdate().select("id")
  const before = await findProgramme(trx, id)
  if (!before) return false
  const { name, open, is_default: isDefault } = change
  if (isDefault) await trx("affiliate_programme").where("is_default", true).update({ is_default: false })
  await trx("affiliate_programme")
    .where({ id })
    .update({
      name: name ?? before.name,
      open: open ?? before.open,
      is_default: isDefault ?? before.is_default,
      updated_at: clock.now(),
    })
  const terms = {
    attribution: change.attribution ?? before.attribution,
    window_days: change.window_days ?? before.window_days,
    holding_days: change.holding_days ?? before.holding_days,
  }
  const same =
    terms.attribution === before.attribution &&
    terms.window_days === before.window_days &&
    terms.holding_days === before.holding_days
  if (!same) await addVersion(trx, id, before.version + 1, terms, actor)
  return true
}
