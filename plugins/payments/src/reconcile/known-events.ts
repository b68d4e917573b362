import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Which of a gateway's events the inbox has looked at already. One statement. */
export const knownEventIds = async (
  knex: Knex,
  provider: string,
  eventIds: readonly string[]
): Promise<ReadonlySet<string>> => {
  const rows: { event_id: string }[] = await knex("gateway_event")
    .where({ provider })
    .whereIn("event_id", eventIds)
    .whereIn("status", ["processed", "ignored"])
    .select("event_id")
  return new Set(rows.map((row) => row.event_id))
}
