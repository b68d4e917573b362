import { orderSql } from "@atrium/kernel"
import { column, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

const Absence = z.object({
  id: column.text,
  starts_at: column.timestamp,
  ends_at: column.timestamp,
  reason: column.text.nullable(),
})
export type Absence = z.infer<typeof Absence>

// Returns the count even if the page has no absences.
const Listed = z.object({
  id: column.text.nullable(),
  starts_at: column.timestamp.nullable(),
  ends_at: column.timestamp.nullable(),
  reason: column.text.nullable(),
  count: z.coerce.number(),
})

const SORTED = { starts_at: "starts_at", ends_at: "ends_at" } as const

/** A page of a provider's absences that are not over, and their number. */
export const listAbsences = async (
  knex: Knex,
  providerId: string,
  { order, ...page }: { now: Date; order: string; limit: number; offset: number }
): Promise<{ rows: Absence[]; count: number }> => {
  const rows = await sqlRows(
    knex,
    Listed,
    `WITH ahead AS (
       SELECT id, starts_at, ends_at, reason FROM provider_absence
       WHERE provider_id = :providerId AND ends_at > :now AND kind = 'absence' AND deleted_at IS NULL),
     page AS (SELECT * FROM ahead ORDER BY ${orderSql(order, SORTED)} LIMIT :limit OFFSET :offset)
     SELECT page.*, counted.count FROM (SELECT count(*) AS count FROM ahead) AS counted
     LEFT JOIN page ON true ORDER BY ${orderSql(order, SORTED)}`,
    { providerId, ...page }
  )
  const found = rows.flatMap(({ id, starts_at, ends_at, reason }) =>
    id && starts_at && ends_at ? [{ id, starts_at, ends_at, reason }] : []
  )
  return { rows: found, count: rows[0]?.count ?? 0 }
}

export const insertAbsence = async (
  knex: Knex,
  absence: { providerId: string; startsAt: Date; endsAt: Date; reason: string | null; now: Date }
): Promise<Absence> => {
  const added = await sqlRow(
    knex,
    Absence,
    `INSERT INTO provider_absence (id, provider_id, starts_at, ends_at, reason, created_at, updated_at)
     VALUES (:id, :providerId, :startsAt, :endsAt, :reason, :now, :now) RETURNING id, starts_at, ends_at, reason`,
    { ...absence, id: generateEntityId(undefined, "pabs") }
  )
  if (!added) throw new Error("The absence was not inserted")
  return added
}

/**
 * Removes a current or future absence of this provider; false if they have none with this ID. One that has started ends now
 * and stays: the time away still counts when work is distributed.
 */
export const deleteAbsence = async (knex: Knex, providerId: string, id: string, now: Date): Promise<boolean> => {
  const removed = await sqlRow(
    knex,
    z.object({ id: column.text }),
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
  return removed !== null
}
