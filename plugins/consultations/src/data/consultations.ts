import { sealColumns, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { Canceler } from "../contracts/statuses"
import { type ConsultationRow, encryptedConsultations, StoredConsultation } from "./rows"

/** Bookings of one provider happen one after the other until the caller's transaction ends. */
const lockCalendar = async (trx: Knex.Transaction, providerId: string): Promise<void> => {
  await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`consultations:${providerId}`])
}

/** Expired holds in the way no longer count, although no job has closed them yet. */
const releaseExpired = (trx: Knex.Transaction, time: { providerId: string; now: Date }): Promise<number> =>
  sqlChanges(
    trx,
    `UPDATE consultation SET status = 'expired', updated_at = :now
     WHERE provider_id = :providerId AND status = 'held' AND hold_expires_at <= :now`,
    time
  )

// Expired holds are released before.
const IS_FREE = `NOT EXISTS (SELECT FROM consultation other
  WHERE other.provider_id = :providerId AND other.status IN ('held', 'booked') AND other.id <> :id
    AND other.starts_at < CAST(:blockedUntil AS timestamptz) AND other.blocked_until > CAST(:startsAt AS timestamptz))`

export type Hold = {
  readonly reference: string
  readonly productId: string
  readonly serviceHandle: string
  readonly serviceTitle: string
  readonly place: string
  readonly providerId: string
  readonly providerName: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly blockedUntil: Date
  readonly holdExpiresAt: Date
  readonly now: Date
}

/** Holds a time of a provider; null when it is taken. */
export const insertHold = async (trx: Knex.Transaction, hold: Hold): Promise<ConsultationRow | null> => {
  await lockCalendar(trx, hold.providerId)
  await releaseExpired(trx, hold)
  return sqlRow(
    trx,
    StoredConsultation,
    `INSERT INTO consultation (id, reference, product_id, service_handle, service_title, place, provider_id, provider_name,
       status, starts_at, ends_at, blocked_until, hold_expires_at, time_zone, created_at, updated_at)
     SELECT :id, :reference, :productId, :serviceHandle, :serviceTitle, :place, :providerId, :providerName, 'held',
       CAST(:startsAt AS timestamptz), CAST(:endsAt AS timestamptz), CAST(:blockedUntil AS timestamptz),
       CAST(:holdExpiresAt AS timestamptz), 'UTC', CAST(:now AS timestamptz), CAST(:now AS timestamptz)
     WHERE ${IS_FREE} RETURNING *`,
    { ...hold, id: generateEntityId(undefined, "cons") }
  )
}

export type Move = Pick<Hold, "providerId" | "providerName" | "startsAt" | "endsAt" | "blockedUntil" | "now"> & {
  readonly id: string
  /** As last read: null is returned when it has changed since. */
  readonly sequence: number
  readonly timeZone: string
}

/** Moves a booked consultation to a time of a provider; null when that is taken, or the consultation changed meanwhile. */
export const moveBooked = async (trx: Knex.Transaction, move: Move): Promise<ConsultationRow | null> => {
  await lockCalendar(trx, move.providerId)
  await releaseExpired(trx, move)
  return sqlRow(
    trx,
    StoredConsultation,
    `UPDATE consultation SET provider_id = :providerId, provider_name = :providerName,
       starts_at = CAST(:startsAt AS timestamptz), ends_at = CAST(:endsAt AS timestamptz),
       blocked_until = CAST(:blockedUntil AS timestamptz), time_zone = :timeZone, sequence = sequence + 1,
       updated_at = :now
     WHERE id = :id AND status = 'booked' AND starts_at > :now AND sequence = :sequence AND ${IS_FREE} RETURNING *`,
    move
  )
}

export const findConsultation = (knex: Knex, id: string): Promise<ConsultationRow | null> =>
  sqlRow(knex, StoredConsultation, "SELECT * FROM consultation WHERE id = ? AND deleted_at IS NULL", [id])

/** Books a held time; null when the hold is over. */
export const bookHeld = (
  trx: Knex.Transaction,
  booking: { id: string; name: string; email: string; note: string; timeZone: string; now: Date }
): Promise<ConsultationRow | null> =>
  sqlRow(
    trx,
    StoredConsultation,
    `UPDATE consultation SET status = 'booked', name = :name, email = :email, note = :note, time_zone = :timeZone,
       hold_expires_at = NULL, confirmed_at = :now, updated_at = :now
     WHERE id = :id AND status = 'held' AND hold_expires_at > :now AND starts_at > :now RETURNING *`,
    { ...booking, ...sealColumns(encryptedConsultations, booking.id, { note: booking.note }) }
  )

/** Releases a held time; null when it is not held. */
export const releaseHeld = (knex: Knex, id: string, now: Date): Promise<ConsultationRow | null> =>
  sqlRow(
    knex,
    StoredConsultation,
    "UPDATE consultation SET status = 'expired', updated_at = :now WHERE id = :id AND status = 'held' RETURNING *",
    { id, now }
  )

/** Cancels a booked consultation that has not started; null for any other. */
export const cancelBooked = (
  trx: Knex.Transaction,
  cancellation: { id: string; by: Canceler; reason: string | null; now: Date }
): Promise<ConsultationRow | null> =>
  sqlRow(
    trx,
    StoredConsultation,
    `UPDATE consultation SET status = 'canceled', sequence = sequence + 1, canceled_at = :now, canceled_by = :by,
       cancel_reason = :reason, updated_at = :now
     WHERE id = :id AND status = 'booked' AND starts_at > :now RETURNING *`,
    cancellation
  )

/** Closes expired holds and booked consultations that are over. */
export const closeOver = (knex: Knex, now: Date): Promise<number> =>
  sqlChanges(
    knex,
    `UPDATE consultation SET status = CASE status WHEN 'held' THEN 'expired' ELSE 'done' END, updated_at = :now
     WHERE (status = 'held' AND hold_expires_at <= :now) OR (status = 'booked' AND ends_at <= :now)`,
    { now }
  )

/** Deletes expired holds of earlier days: they have no personal data, and there may be many. */
export const deleteExpired = (knex: Knex, before: Date): Promise<number> =>
  sqlChanges(knex, "DELETE FROM consultation WHERE status = 'expired' AND updated_at < ?", [before])

/** Booked consultations that are still to come, the next ones first. */
export const upcomingBooked = (knex: Knex, now: Date, most: number): Promise<ConsultationRow[]> =>
  sqlRows(
    knex,
    StoredConsultation,
    `SELECT * FROM consultation WHERE status = 'booked' AND ends_at > :now AND deleted_at IS NULL
     ORDER BY ends_at LIMIT :most`,
    { now, most }
  )
