import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Counted = z.object({
  /** Null in the row of the whole period. */
  date: column.text.nullable(),
  visits: column.integer,
  service_viewed: column.integer,
  cart_item_added: column.integer,
  checkout_started: column.integer,
  purchase_completed: column.integer,
  payment_failed: column.integer,
})
export type CountedEvents = z.output<typeof Counted>

/** The number of visits with the event; one without a visit counts as a visit of its own. */
const visitsWith = (name: string) =>
  `CAST(count(DISTINCT coalesce(visit_id, id)) FILTER (WHERE name = '${name}') AS int) AS ${name}`

// Reads the index by time only. A visit on two days counts once in the whole period.
const COUNT = `
  SELECT to_char(day, 'YYYY-MM-DD') AS date,
    CAST(count(DISTINCT visit_id) AS int) AS visits,
    ${["service_viewed", "cart_item_added", "checkout_started", "purchase_completed", "payment_failed"]
      .map(visitsWith)
      .join(",\n    ")}
  FROM (
    SELECT name, visit_id, id, date_trunc('day', occurred_at AT TIME ZONE 'UTC') AS day
    FROM analytics_event WHERE occurred_at >= :since
  ) event
  GROUP BY GROUPING SETS ((day), ())`

/** Counts visits and steps for each day in UTC that has events, and for all days since this moment. */
export const countEvents = (knex: Knex, since: Date): Promise<CountedEvents[]> =>
  sqlRows(knex, Counted, COUNT, { since })
