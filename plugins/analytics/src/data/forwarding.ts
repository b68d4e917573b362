import { clock } from "@atrium/kernel"
import { column, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const CLAIM_MS = 2 * 60_000
const BATCH = 50

const WaitingEvent = z.object({
  id: column.text,
  name: column.text,
  occurred_at: column.timestamp,
  visit_id: column.text.nullable(),
  service_id: column.text.nullable(),
  properties: z.record(z.string(), z.unknown()),
})
export type WaitingEvent = z.output<typeof WaitingEvent>

// The claim keeps two workers from sending the same events; that of a worker that died runs out.
const CLAIM = `
  UPDATE analytics_event SET claimed_until = :until, updated_at = :now
  WHERE id IN (
    SELECT id FROM analytics_event
    WHERE forwarding = 'waiting' AND (claimed_until IS NULL OR claimed_until <= :now)
    ORDER BY occurred_at, id LIMIT :most FOR UPDATE SKIP LOCKED)
  RETURNING id, name, occurred_at, visit_id, service_id, properties`

/** Claims the oldest events that wait, for two minutes. */
export const claimWaiting = (knex: Knex): Promise<WaitingEvent[]> => {
  const now = clock.now()
  return sqlRows(knex, WaitingEvent, CLAIM, { now, until: new Date(now.getTime() + CLAIM_MS), most: BATCH })
}

const SETTLE = `
  UPDATE analytics_event SET forwarding = :forwarding, claimed_until = NULL, updated_at = :now
  WHERE id = ANY(CAST(:ids AS uuid[])) AND forwarding = 'waiting'`

/** Marks events as sent, or releases them for another attempt. A visit that was withdrawn meanwhile stays withdrawn. */
export const settleClaimed = async (
  knex: Knex,
  ids: readonly string[],
  forwarding: "sent" | "waiting"
): Promise<void> => {
  if (ids.length > 0) await sqlChanges(knex, SETTLE, { ids: [...ids], forwarding, now: clock.now() })
}

const Count = z.object({ count: column.bigint })

export const countWaiting = async (knex: Knex): Promise<number> =>
  Number((await sqlRow(knex, Count, "SELECT count(*) FROM analytics_event WHERE forwarding = 'waiting'"))?.count ?? 0n)
