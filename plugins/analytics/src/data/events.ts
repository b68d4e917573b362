import { clock } from "@atrium/kernel"
import { column, removeBySql, sqlChanges, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import type { AnalyticsEventName } from "../contracts/events"
import { keptSince } from "../domain/event-time"

export type EventToStore = {
  readonly id: string
  readonly name: AnalyticsEventName
  readonly occurred_at: Date
  readonly visit_id: string | null
  readonly service_id: string | null
  readonly properties: Readonly<Record<string, unknown>>
  readonly source: "browser" | "shop"
  readonly forwarding: "none" | "waiting"
}

// An event that arrives after its visit withdrew its consent is stored, but not forwarded.
const INSERT = `
  INSERT INTO analytics_event (id, name, occurred_at, visit_id, service_id, properties, source, forwarding, created_at,
    updated_at)
  SELECT e.id, e.name, e.occurred_at, e.visit_id, e.service_id, e.properties, e.source,
    CASE WHEN EXISTS (SELECT FROM analytics_event w WHERE w.visit_id = e.visit_id AND w.forwarding = 'withdrawn')
      THEN 'withdrawn' ELSE e.forwarding END,
    :now, :now
  FROM jsonb_to_recordset(CAST(:events AS jsonb)) AS e(
    id uuid, name text, occurred_at timestamptz, visit_id uuid, service_id text, properties jsonb, source text,
    forwarding text)
  ON CONFLICT (id) DO NOTHING
  RETURNING forwarding`

const Stored = z.object({ forwarding: column.text })

/** Stores those of the events that are not stored yet. */
export const insertEvents = async (
  knex: Knex,
  events: readonly EventToStore[]
): Promise<{ stored: number; waiting: number }> => {
  const rows = await sqlRows(knex, Stored, INSERT, { events: JSON.stringify(events), now: clock.now() })
  return { stored: rows.length, waiting: rows.filter(({ forwarding }) => forwarding === "waiting").length }
}

/** Marks every event of the visit, also those that were sent, so that later ones of the visit are recognized. */
export const withdrawVisit = (knex: Knex, visitId: string): Promise<number> =>
  sqlChanges(
    knex,
    `UPDATE analytics_event SET forwarding = 'withdrawn', claimed_until = NULL, updated_at = :now
     WHERE visit_id = CAST(:visitId AS uuid) AND forwarding <> 'withdrawn'`,
    { visitId, now: clock.now() }
  )

const removeBefore = removeBySql(`
  DELETE FROM analytics_event
  WHERE id IN (SELECT id FROM analytics_event WHERE occurred_at < :before ORDER BY occurred_at LIMIT :most)`)

/** Deletes the events that are older than 13 calendar months. */
export const removeOldEvents = (container: MedusaContainer): Promise<number> =>
  removeBefore(container, keptSince(clock.now()))
