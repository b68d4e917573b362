import { column, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/** `at` is Postgres's text: a Date would lose the microseconds, so that a page would repeat rows. */
const UnsentMessage = z.object({ id: column.text, at: column.text, request_id: column.text.nullable() })
export type UnsentMessage = z.infer<typeof UnsentMessage>

const FIND = `
  SELECT id, CAST(created_at AS text) AS at, request_id FROM message
  WHERE status = 'pending' AND created_at < :before AND (created_at, id) > (CAST(:at AS timestamptz), :id)
  ORDER BY created_at, id LIMIT :limit`

/** A page of unsent messages that were requested between `since` and `before`, oldest first. */
export const findUnsentMessages = (
  knex: Knex,
  { since, before, after, limit }: ReconcilePage<UnsentMessage> & { before: Date }
): Promise<UnsentMessage[]> =>
  sqlRows(knex, UnsentMessage, FIND, { before, at: after?.at ?? since.toISOString(), id: after?.id ?? "", limit })
