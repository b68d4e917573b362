import { clock, commonErrors } from "@atrium/kernel"
import {
  checkedRows,
  column,
  countMatching,
  currentRequestId,
  likeContaining,
  listPage,
  nullable,
  sqlChanges,
  sqlRow,
} from "@atrium/server"
import { workOf } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWork, enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { GATEWAY_EVENT_STATUSES, type GatewayEventStatus } from "../contracts/gateway"
import type { GatewayEventQuery, GatewayEventView } from "../contracts/gateway-events"
import { PROCESS_GATEWAY_EVENT } from "../domain/work"
import { CAPTURED_SESSION_SQL } from "./core/payment-context"

export type ReceivedEvent = {
  provider: string
  eventId: string
  type: string
  /** The gateway's id of the payment, if the event contains one. */
  reference: string | null
  /** The id of Medusa's payment session, if the event contains it. */
  sessionId: string | null
  body: string
  /** Whether it can report news about captured money: refunds and disputes. */
  reportsMore: boolean
}

/** The result of processing an event. */
export type EventOutcome = {
  status: Exclude<GatewayEventStatus, "received">
  outcome: string | null
  error?: string
}

// Columns for lists, without the gateway's payload.
const EventRow = z.object({
  id: column.text,
  provider: column.text,
  event_id: column.text,
  type: column.text,
  reference: column.text.nullable(),
  status: z.enum(GATEWAY_EVENT_STATUSES),
  outcome: column.text.nullable(),
  attempts: column.integer,
  retries: column.integer,
  last_error: column.text.nullable(),
  request_id: column.text.nullable(),
  received_at: column.timestamp,
  processed_at: column.timestamp.nullable(),
})
const LISTED = Object.keys(EventRow.shape)

const viewOf = ({ received_at, processed_at, ...row }: z.infer<typeof EventRow>): GatewayEventView => ({
  ...row,
  received_at: received_at.toISOString(),
  processed_at: processed_at?.toISOString() ?? null,
})

const Count = z.object({ count: column.integer })

const processWork = (
  event: Pick<GatewayEventView, "id" | "provider" | "type" | "reference">,
  key: string,
  sessionId: string | null
) => {
  const { id, provider, type, reference } = event
  return workOf(PROCESS_GATEWAY_EVENT, {
    key,
    payload: { gateway_event_id: id, provider, type, reference, session_id: sessionId },
  })
}

// One statement, so that the row and its work exist together or not at all. Most events report what the shop did itself;
// if its books show that the money was captured, there is nothing to do.
const receiveSql = (known: string) => `
  WITH stored AS (
    INSERT INTO gateway_event (id, provider, event_id, type, reference, body, request_id, received_at,
      status, outcome, attempts, processed_at)
    SELECT :id, :provider, :event, :type, :reference, :body, :request, CAST(:now AS timestamptz),
      CASE WHEN known THEN 'processed' ELSE 'received' END, CASE WHEN known THEN 'captured' END,
      CASE WHEN known THEN 1 ELSE 0 END, CASE WHEN known THEN CAST(:now AS timestamptz) END
    FROM (SELECT ${known} AS known) AS books
    ON CONFLICT (provider, event_id) DO NOTHING
    RETURNING status
  )
  SELECT CASE WHEN status = 'received' THEN ${ENQUEUE_WORK_SQL} END AS keys FROM stored`

const RECEIVE = receiveSql("false")
const RECEIVE_OF_SESSION = receiveSql(CAPTURED_SESSION_SQL)

/** Stores a verified event, with its work item unless there is nothing to do; false when it was stored before. */
export const storeGatewayEvent = async (knex: Knex, event: ReceivedEvent): Promise<boolean> => {
  const id = generateEntityId(undefined, "gwev")
  const ofCapture = event.sessionId !== null && !event.reportsMore
  const stored = await sqlChanges(knex, ofCapture ? RECEIVE_OF_SESSION : RECEIVE, {
    id,
    provider: event.provider,
    event: event.eventId,
    type: event.type,
    reference: event.reference,
    session: event.sessionId,
    body: event.body,
    request: currentRequestId() ?? null,
    now: clock.now(),
    ...enqueueWorkBindings([processWork({ id, ...event }, id, event.sessionId)]),
  })
  return stored > 0
}

/** Records the result of an event. A late failure never changes a finished event. */
export const closeGatewayEvent = async (knex: Knex, id: string, result: EventOutcome): Promise<void> => {
  const failing = result.status === "failed" || result.status === "dead"
  await knex("gateway_event")
    .where({ id })
    .modify((query) => (failing ? void query.whereNotIn("status", ["processed", "ignored"]) : undefined))
    .update({
      status: result.status,
      outcome: result.outcome,
      last_error: result.error?.slice(0, 500) ?? null,
      attempts: knex.raw("attempts + 1"),
      processed_at: failing ? null : clock.now(),
    })
}

/** Schedules an event to be processed again. Throws `not_found`, and `invalid_transition` while it is processed. */
export const retryGatewayEvent = async (knex: Knex, id: string): Promise<GatewayEventView> =>
  knex.transaction(async (trx) => {
    const updated: unknown = await trx("gateway_event")
      .where({ id })
      .whereIn("status", ["failed", "dead", "ignored", "processed"])
      .update({ status: "received", retries: trx.raw("retries + 1"), processed_at: null })
      .returning(LISTED)
    const [row] = checkedRows(EventRow, updated)
    if (!row) {
      const known: unknown = await trx("gateway_event").where({ id }).first("id")
      throw commonErrors.fail(known ? "invalid_transition" : "not_found")
    }
    await enqueueWork(trx, [processWork(row, `${row.id}:retry-${row.retries}`, null)])
    return viewOf(row)
  })

/** As in the index of the migration. */
const SEARCHED = "(event_id || ' ' || coalesce(reference, ''))"

const filtered = (knex: Knex, query: GatewayEventQuery): Knex.QueryBuilder =>
  knex("gateway_event").modify((builder) => {
    if (query.provider) void builder.where("provider", query.provider)
    if (query.type) void builder.where("type", query.type)
    if (query.status?.length) void builder.whereIn("status", query.status)
    if (query.q) void builder.whereRaw(`${SEARCHED} LIKE ?`, [likeContaining(query.q)])
  })

const SORTED = {
  received_at: "received_at",
  processed_at: nullable("processed_at"),
  type: "type",
  provider: "provider",
  status: "status",
  attempts: "attempts",
} as const

/** A page of the inbox, without the gateways' payloads. */
export const listGatewayEvents = async (
  knex: Knex,
  query: GatewayEventQuery
): Promise<{ gateway_events: GatewayEventView[]; count: number; offset: number; limit: number }> => {
  const { order, offset, limit } = query
  const { rows, count } = await listPage(knex, {
    schema: EventRow,
    matching: filtered(knex, query),
    rows: knex("gateway_event").select(LISTED),
    id: "id",
    searched: query.q ? { rows: knex("gateway_event"), as: "gateway_event" } : undefined,
    sorted: SORTED,
    order,
    limit,
    offset,
  })
  return { gateway_events: rows.map(viewOf), count, offset, limit }
}

const Last = z.object({ last: column.timestamp.nullable() })

/** A gateway's events per state, and when the last one arrived. */
export const gatewayEventFigures = async (
  knex: Knex,
  provider: string
): Promise<{ counts: Record<GatewayEventStatus, number>; last: Date | null }> => {
  const own = () => knex("gateway_event").where({ provider })
  const count = (status: GatewayEventStatus) => countMatching(knex, own().where({ status }))
  const [received, processed, ignored, failed, dead, found] = await Promise.all([
    count("received"),
    count("processed"),
    count("ignored"),
    count("failed"),
    count("dead"),
    own().max("received_at as last"),
  ])
  const [latest] = checkedRows(Last, found)
  return { counts: { received, processed, ignored, failed, dead }, last: latest?.last ?? null }
}

/** Which of a gateway's events the inbox has processed already. */
export const processedEventIds = async (
  knex: Knex,
  provider: string,
  eventIds: readonly string[]
): Promise<ReadonlySet<string>> => {
  const found: unknown = await knex("gateway_event")
    .where({ provider })
    .whereIn("event_id", eventIds)
    .whereIn("status", ["processed", "ignored"])
    .select("event_id")
  return new Set(checkedRows(z.object({ event_id: column.text }), found).map((row) => row.event_id))
}

/** Number of events that could not be processed after all retries. */
export const countDeadGatewayEvents = async (knex: Knex): Promise<number> =>
  (await sqlRow(knex, Count, "SELECT count(*)::int AS count FROM gateway_event WHERE status = 'dead'"))?.count ?? 0
