import { orderSql } from "@atrium/kernel"
import { column, sqlPage, sqlRow } from "@atrium/server"
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

const SORTED = { starts_at: "starts_at", ends_at: "ends_at" } as const

/** A page of a provider's absences that are not over, and their number. */
export const listAbsences = (
  knex: Knex,
  providerId: string,
  { now, order, limit, offset }: { now: Date; order: string; limit: number; offset: number }
): Promise<{ rows: Absence[]; count: number }> =>
  sqlPage(
    knex,
    Absence,
    `SELECT id, starts_at, ends_at, reason FROM provider_absence
     WHERE provider_id = :providerId AND ends_at > :now AND kind = 'absence' AND deleted_at IS NULL`,
    { providerId, now },
    { orderBy: orderSql(order, SORTED), limit, offset }
  )

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
