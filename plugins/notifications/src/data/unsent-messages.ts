import { column, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/** `at` as Postgres writes it: a Date would lose the microseconds and meet the same rows again. */
const UnsentMessage = z.object({ id: column.text, at: column.text, request_id: column.text.nullable() })
export type UnsentMessage = z.infer<typeof UnsentMessage>

const FIND = `
  SELECT id, CAST(created_at AS text) AS at, request_id FROM message
  WHERE status = 'pending' AND created_at < :before AND (created_at, id) > (CAST(:at AS timestamptz), :id)
  ORDER BY created_at, id LIMIT :limit`

/** A page of messages that were requested since then and before `before` and are not sent, oldest first. */
export const findUnsentMessages = (
  knex: Knex,
  { since, before, after, limit }: ReconcilePage<UnsentMessage> & { before: Date }
): Promise<UnsentMessage[]> =>
  sqlRows(knex, UnsentMessage, FIND, { before, at: after?.at ?? since.toISOString(), id: after?.id ?? "", limit })
