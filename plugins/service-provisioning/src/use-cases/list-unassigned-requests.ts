import { sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/** `at` is text as Postgres writes it: a Date would lose the microseconds and return the same rows again. */
const UnassignedRequest = z.object({ request_id: z.string(), at: z.string() })
export type UnassignedRequest = z.infer<typeof UnassignedRequest>

export type UnassignedPage = {
  /** Changed between these two moments. */
  readonly since: Date
  readonly until: Date
  /** The last row of the page before. */
  readonly after: UnassignedRequest | null
  readonly limit: number
}

/** Requests that wait for contact without a provider, oldest first. */
export const listUnassignedRequests = (
  knex: Knex,
  { since, until, after, limit }: UnassignedPage
): Promise<UnassignedRequest[]> =>
  sqlRows(
    knex,
    UnassignedRequest,
    `SELECT id AS request_id, CAST(created_at AS text) AS at FROM service_request
     WHERE status = 'pending_contact' AND provider_id IS NULL AND deleted_at IS NULL
       AND updated_at > CAST(:since AS timestamptz) AND updated_at < CAST(:until AS timestamptz)
       AND (created_at, id) > (CAST(:at AS timestamptz), :id)
     ORDER BY created_at, id
     LIMIT :limit`,
    { since, until, at: after?.at ?? "-infinity", id: after?.request_id ?? "", limit }
  )
