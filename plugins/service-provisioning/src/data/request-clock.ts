import { clock } from "@atrium/kernel"
import { sqlChanges } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { type ServiceRequestRow, stampAfter } from "./service-requests"

type SeenClock = Pick<ServiceRequestRow, "id" | "updated_at">

/** Stops the clock of a request; false when it was changed since it was read. */
export const stopClock = async (trx: Knex, seen: SeenClock): Promise<boolean> => {
  const now = clock.now()
  const stopped = await trx("service_request")
    .where({ id: seen.id, updated_at: seen.updated_at })
    .whereNull("clock_stopped_at")
    .update({ clock_stopped_at: now, updated_at: stampAfter(seen.updated_at, now) })
  return stopped === 1
}

// The tasks first: the request's own row still says when the clock was stopped.
const MOVE_TASKS = `
  UPDATE service_request_task t SET due_at = t.due_at + (CAST(:now AS timestamptz) - r.clock_stopped_at), updated_at = :now
  FROM service_request r
  WHERE r.id = :id AND t.service_request_id = r.id AND t.due_at IS NOT NULL AND t.status NOT IN ('done', 'cancelled')`

const START = `
  UPDATE service_request SET due_at = due_at + (CAST(:now AS timestamptz) - clock_stopped_at), clock_stopped_at = NULL,
    updated_at = :at
  WHERE id = :id AND updated_at = :seen AND clock_stopped_at IS NOT NULL`

/** Starts the clock again: due dates of the request and of its open tasks move by the time it was stopped. */
export const startClock = async (trx: Knex, seen: SeenClock): Promise<boolean> => {
  const now = clock.now()
  await sqlChanges(trx, MOVE_TASKS, { id: seen.id, now })
  const started = await sqlChanges(trx, START, {
    id: seen.id,
    now,
    seen: seen.updated_at,
    at: stampAfter(seen.updated_at, now),
  })
  return started === 1
}
