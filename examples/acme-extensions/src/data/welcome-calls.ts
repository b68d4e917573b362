import { clock } from "@atrium/kernel"
import { column, sqlChanges, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Row = z.object({ id: column.text, summary: column.text })

export const findWelcomeCall = (knex: Knex, taskId: string): Promise<z.output<typeof Row> | null> =>
  sqlRow(knex, Row, "SELECT id, summary FROM acme_welcome_call WHERE id = :id", { id: taskId })

/** Saves the summary, replacing an earlier one. */
export const saveWelcomeCall = async (knex: Knex, call: { taskId: string; summary: string }): Promise<void> => {
  await sqlChanges(
    knex,
    `INSERT INTO acme_welcome_call (id, summary, created_at, updated_at) VALUES (:id, :summary, :now, :now)
     ON CONFLICT (id) DO UPDATE SET summary = excluded.summary, updated_at = excluded.updated_at`,
    { id: call.taskId, summary: call.summary, now: clock.now() }
  )
}
