import { orderSql } from "@atrium/kernel"
import { randomUUID } from "node:crypto"

import type { AbsenceRow, ProviderRow, Sql } from "./rows"

export type MeRow = Pick<
  ProviderRow,
  | "id"
  | "name"
  | "email"
  | "phone"
  | "skills"
  | "languages"
  | "regions"
  | "time_zone"
  | "working_hours"
  | "capacity_minutes_per_week"
>

/** The provider as it sees itself. */
export const findMe = async (knex: Sql, id: string): Promise<MeRow | undefined> => {
  const { rows }: { rows: MeRow[] } = await knex.raw(
    `SELECT id, name, email, phone, skills, languages, regions, time_zone, working_hours, capacity_minutes_per_week
     FROM provider WHERE id = ? AND deleted_at IS NULL`,
    [id]
  )
  return rows[0]
}

/** Changes the phone number; null takes it away. */
export const keepPhone = async (knex: Sql, id: string, phone: string | null, now: Date): Promise<void> => {
  await knex.raw(`UPDATE provider SET phone = :phone, updated_at = :now WHERE id = :id AND deleted_at IS NULL`, {
    id,
    phone,
    now,
  })
}

export type OwnAbsence = Pick<AbsenceRow, "id" | "starts_at" | "ends_at" | "reason">

const SORTED = { starts_at: "starts_at", ends_at: "ends_at" } as const

/** Absences that are not over and how many there are. */
export const listAbsences = async (
  knex: Sql,
  providerId: string,
  { order, ...page }: { now: Date; order: string; limit: number; offset: number }
): Promise<{ rows: OwnAbsence[]; count: number }> => {
  const { rows }: { rows: (Partial<OwnAbsence> & { count: string })[] } = await knex.raw(
    `WITH ahead AS (
       SELECT id, starts_at, ends_at, reason FROM provider_absence
       WHERE provider_id = :providerId AND ends_at > :now AND kind = 'absence' AND deleted_at IS NULL),
     page AS (SELECT * FROM ahead ORDER BY ${orderSql(order, SORTED)} LIMIT :limit OFFSET :offset)
     SELECT page.*, counted.count FROM (SELECT count(*) AS count FROM ahead) AS counted
     LEFT JOIN page ON true ORDER BY ${orderSql(order, SORTED)}`,
    { providerId, ...page }
  )
  const found = rows.flatMap(({ id, starts_at, ends_at, reason }) =>
    id && starts_at && ends_at ? [{ id, starts_at, ends_at, reason: reason ?? null }] : []
  )
  return { rows: found, count: Number(rows[0]?.count ?? 0) }
}

/** Adds an absence and gives it. */
export const addAbsence = async (
  knex: Sql,
  absence: { providerId: string; startsAt: Date; endsAt: Date; reason: string | null; now: Date }
): Promise<OwnAbsence> => {
  const { rows }: { rows: OwnAbsence[] } = await knex.raw(
    `INSERT INTO provider_absence (id, provider_id, starts_at, ends_at, reason, created_at, updated_at)
     VALUES (:id, :providerId, :startsAt, :endsAt, :reason, :now, :now) RETURNING id, starts_at, ends_at, reason`,
    { ...absence, id: `pabs_${randomUUID().replaceAll("-", "")}` }
  )
  const [added] = rows
  if (!added) throw new Error("An absence was not added")
  return added
}

/**
 * Takes one of the provider's own absences back; false when it has none with this id that is not over. One that has
 * begun ends now and is kept: the time away still counts when work is shared out.
 */
export const removeAbsence = async (knex: Sql, providerId: string, id: string, now: Date): Promise<boolean> => {
  const { rows }: { rows: unknown[] } = await knex.raw(
    `WITH own AS (
       SELECT id, starts_at FROM provider_absence
       WHERE id = :id AND provider_id = :providerId AND kind = 'absence' AND ends_at > :now AND deleted_at IS NULL
       FOR UPDATE),
     removed AS (DELETE FROM provider_absence USING own
       WHERE provider_absence.id = own.id AND own.starts_at >= :now RETURNING own.id),
     ended AS (UPDATE provider_absence SET ends_at = :now, updated_at = :now FROM own
       WHERE provider_absence.id = own.id AND own.starts_at < :now RETURNING own.id)
     SELECT id FROM removed UNION ALL SELECT id FROM ended`,
    { id, providerId, now }
  )
  return rows.length > 0
}
