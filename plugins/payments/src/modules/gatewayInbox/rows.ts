import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { GatewayEventQuery, GatewayEventView } from "../../contracts/gateway-events"

export type GatewayEventRow = Omit<GatewayEventView, "received_at" | "processed_at"> & {
  received_at: Date
  processed_at: Date | null
}

/** Columns a list reads: the gateway's payload stays in the table. */
export const LISTED = [
  "id",
  "provider",
  "event_id",
  "type",
  "reference",
  "status",
  "outcome",
  "attempts",
  "retries",
  "last_error",
  "request_id",
  "received_at",
  "processed_at",
] as const satisfies readonly (keyof GatewayEventRow)[]

export const viewOf = (row: GatewayEventRow): GatewayEventView => ({
  id: row.id,
  provider: row.provider,
  event_id: row.event_id,
  type: row.type,
  reference: row.reference,
  status: row.status,
  outcome: row.outcome,
  attempts: row.attempts,
  retries: row.retries,
  last_error: row.last_error,
  request_id: row.request_id,
  received_at: row.received_at.toISOString(),
  processed_at: row.processed_at?.toISOString() ?? null,
})

export const literal = (text: string) => text.replace(/[\\%_]/g, "\\$&")

export const listFilters = (builder: Knex.QueryBuilder, query: GatewayEventQuery): void => {
  if (query.provider) builder.where("provider", query.provider)
  if (query.type) builder.where("type", query.type)
  if (query.status?.length) builder.whereIn("status", query.status)
  if (query.q) {
    const pattern = `%${literal(query.q)}%`
    builder.where((either) => either.whereLike("event_id", pattern).orWhereLike("reference", pattern))
  }
}
