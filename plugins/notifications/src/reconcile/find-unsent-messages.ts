import type { ReconcilePage } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { sendMessageWork } from "../contracts"

/** `at` as Postgres writes it: a Date would lose the microseconds and meet the same rows again. */
export type UnsentMessage = { id: string; at: string; requestId: string | null }

/**
 * Messages that were requested since then and before `before`, are not sent, and that nothing will send: their work is
 * gone or says it is done. Dead work is no oversight; it waits for an operator. A page, oldest first.
 */
export const findUnsentMessages = async (
  knex: Knex,
  { since, before, after, limit }: ReconcilePage<UnsentMessage> & { before: Date }
): Promise<UnsentMessage[]> => {
  const answer: { rows: UnsentMessage[] } = await knex.raw(
    `SELECT message.id, CAST(message.created_at AS text) AS at, message.request_id AS "requestId" FROM message
     LEFT JOIN work_item ON work_item.key = :kind || ':' || message.id
     WHERE message.status = 'pending' AND message.created_at < :before
       AND (message.created_at, message.id) > (CAST(:at AS timestamptz), :id)
       AND (work_item.id IS NULL OR work_item.status = 'done')
     ORDER BY message.created_at, message.id LIMIT :limit`,
    { kind: sendMessageWork.kind, before, at: after?.at ?? since.toISOString(), id: after?.id ?? "", limit }
  )
  return answer.rows
}
