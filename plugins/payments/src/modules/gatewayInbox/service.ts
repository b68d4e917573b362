import { clock, commonErrors, sortOf } from "@atrium/kernel"
import { currentRequestId } from "@atrium/server"
import { workOf } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWork, enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils"

import type { GatewayEventStatus } from "../../contracts/gateway"
import type { GatewayEventQuery, GatewayEventView } from "../../contracts/gateway-events"
import { PROCESS_GATEWAY_EVENT } from "../../domain/work"
import { GatewayDisputes } from "./disputes"
import { type GatewayEventRow, LISTED, listFilters, viewOf } from "./rows"

export type ReceivedEvent = {
  provider: string
  eventId: string
  type: string
  /** The payment at the gateway, where the event tells one. */
  reference: string | null
  /** Medusa's payment session, where the event tells it. */
  sessionId: string | null
  body: string
}

type WorkFacts = { id: string; provider: string; type: string; reference: string | null }

export type Verdict = {
  status: Exclude<GatewayEventStatus, "received">
  outcome: string | null
  error?: string
}

// One statement, so that the row and its work are there together or not at all.
const RECEIVE = `
  WITH stored AS (
    INSERT INTO gateway_event (id, provider, event_id, type, reference, body, request_id, received_at)
    VALUES (:id, :provider, :event, :type, :reference, :body, :request, :now)
    ON CONFLICT (provider, event_id) DO NOTHING
    RETURNING id
  )
  SELECT ${ENQUEUE_WORK_SQL} AS keys FROM stored`

/** The webhook inbox. One statement takes an event in, one closes it. Beside it: the disputes that events told of. */
export class GatewayInboxService {
  readonly disputes: GatewayDisputes
  private readonly knex: Knex

  constructor(container: Record<string, unknown>) {
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION] as Knex
    this.disputes = new GatewayDisputes(this.knex)
  }

  /** Stores a verified event together with its work item; false when it was there already. */
  async receive(event: ReceivedEvent): Promise<boolean> {
    const id = generateEntityId(undefined, "gwev")
    const { rows }: { rows: unknown[] } = await this.knex.raw(RECEIVE, {
      id,
      provider: event.provider,
      event: event.eventId,
      type: event.type,
      reference: event.reference,
      body: event.body,
      request: currentRequestId() ?? null,
      now: clock.now(),
      ...enqueueWorkBindings([this.workFor({ id, ...event }, id, event.sessionId)]),
    })
    return rows.length > 0
  }

  /** Notes what came of an event. A finished one is never moved by a late failure. */
  async close(id: string, verdict: Verdict): Promise<void> {
    const failing = verdict.status === "failed" || verdict.status === "dead"
    await this.knex("gateway_event")
      .where({ id })
      .modify((query) => (failing ? void query.whereNotIn("status", ["processed", "ignored"]) : undefined))
      .update({
        status: verdict.status,
        outcome: verdict.outcome,
        last_error: verdict.error?.slice(0, 500) ?? null,
        attempts: this.knex.raw("attempts + 1"),
        processed_at: failing ? null : clock.now(),
      })
  }

  /** Makes an event due again by hand. Throws `not_found`, and `invalid_transition` while it is being looked at. */
  async retry(id: string): Promise<GatewayEventView> {
    return this.knex.transaction(async (trx) => {
      const [row]: GatewayEventRow[] = await trx<GatewayEventRow>("gateway_event")
        .where({ id })
        .whereIn("status", ["failed", "dead", "ignored", "processed"])
        .update({ status: "received", retries: trx.raw("retries + 1"), processed_at: null })
        .returning(LISTED)
      if (!row) {
        const known: unknown = await trx("gateway_event").where({ id }).first("id")
        throw commonErrors.fail(known ? "invalid_transition" : "not_found")
      }
      await enqueueWork(trx, [this.workFor(row, `${row.id}:retry-${row.retries}`, null)])
      return viewOf(row)
    })
  }

  /** A page of the inbox, without the gateways' payloads. */
  async list(query: GatewayEventQuery): Promise<{ events: GatewayEventView[]; count: number }> {
    const { field, direction } = sortOf(query.order)
    const rows: (GatewayEventRow & { total: string })[] = await this.knex("gateway_event")
      .select(LISTED)
      .select(this.knex.raw("count(*) OVER () AS total"))
      .modify((builder) => listFilters(builder, query))
      .orderBy([{ column: field, order: direction, nulls: "last" }, { column: "id" }])
      .limit(query.limit)
      .offset(query.offset)
    const [first] = rows
    if (first || query.offset === 0) return { events: rows.map(viewOf), count: Number(first?.total ?? 0) }
    const [{ count } = { count: 0 }]: { count: number | string }[] = await this.knex("gateway_event")
      .modify((builder) => listFilters(builder, query))
      .count()
    return { events: [], count: Number(count) }
  }

  /** Events per gateway and state, and when the last one came. */
  async figures(): Promise<{ provider: string; status: GatewayEventStatus; count: number; last: Date }[]> {
    const rows: { provider: string; status: GatewayEventStatus; count: string; last: Date }[] = await this.knex(
      "gateway_event"
    )
      .select("provider", "status")
      .count("* as count")
      .max("received_at as last")
      .groupBy("provider", "status")
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
  }

  private workFor(event: WorkFacts, key: string, sessionId: string | null) {
    const { id, provider, type, reference } = event
    const payload = { gateway_event_id: id, provider, type, reference, session_id: sessionId }
    return workOf(PROCESS_GATEWAY_EVENT, { key, payload })
  }
}
