import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Postponed = z.object({ count: column.integer, since: column.timestamp.nullable() })

/** How many items of a kind wait for a service that is down, and since when the first of them does. */
export const postponedWork = async (knex: Knex, kind: string): Promise<z.infer<typeof Postponed>> =>
  (await sqlRow(
    knex,
    Postponed,
    `SELECT count(*)::int AS count, min(postponed_since) AS since FROM work_item
     WHERE kind = ? AND postponed_since IS NOT NULL AND status = 'retrying' AND waits_for IS NOT NULL`,
    [kind]
  )) ?? { count: 0, since: null }
