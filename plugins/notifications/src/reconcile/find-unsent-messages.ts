import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { sendMessageWork } from "../contracts"

/** At most this many at a time; the next run finds the rest. */
const AT_ONCE = 500

/**
 * Messages that were promised before `before`, are not sent, and that nothing will send any more: their work is gone
 * or says it is done. Dead work is no oversight; it waits for an operator.
 */
export const findUnsentMessages = async (
  knex: Knex,
  before: Date
): Promise<{ id: string; requestId: string | null }[]> => {
  const answer: { rows: { id: string; requestId: string | null }[] } = await knex.raw(
    `SELECT message.id, message.request_id AS "requestId" FROM message
     LEFT JOIN work_item ON work_item.key = :kind || ':' || message.id
     WHERE message.status = 'pending' AND message.created_at < :before
       AND (work_item.id IS NULL OR work_item.status = 'done')
     ORDER BY message.created_at LIMIT ${AT_ONCE}`,
    { kind: sendMessageWork.kind, before }
  )
  return answer.rows
}
