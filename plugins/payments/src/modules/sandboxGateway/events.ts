import { clock, commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { SandboxEventView } from "../../contracts/sandbox"
import { signEvent, SIGNATURE_HEADER } from "../../domain/signature"

const ANSWER_WAIT_MILLISECONDS = 10_000

type EventRow = {
  id: string
  payment_intent_id: string
  body: string
  delivery_state: "pending" | "delivered" | "failed"
  delivery_attempts: number
  last_status: number | null
  delivered_at: Date | null
}

const viewOf = (row: EventRow): SandboxEventView => ({
  ...(JSON.parse(row.body) as Pick<SandboxEventView, "id" | "type" | "created" | "data">),
  delivery: {
    state: row.delivery_state,
    attempts: row.delivery_attempts,
    last_status: row.last_status,
    delivered_at: row.delivered_at?.toISOString() ?? null,
  },
})

export type EventTarget = {
  /** Where the shop takes the gateway's events. */
  url: string
  webhookSecret: string
  requestId?: string
}

/** The gateway's events: listed for its dashboard, posted to the shop with a signature. */
export class SandboxEvents {
  constructor(private readonly knex: Knex) {}

  /** Events of a payment, oldest first. */
  async list(paymentIntentId: string): Promise<SandboxEventView[]> {
    const rows: EventRow[] = await this.knex<EventRow>("sandbox_event")
      .where({ payment_intent_id: paymentIntentId })
      .orderBy("sequence")
    return rows.map(viewOf)
  }

  /** Throws `not_found`. */
  async get(id: string): Promise<SandboxEventView & { body: string }> {
    const row: EventRow | undefined = await this.knex<EventRow>("sandbox_event").where({ id }).first()
    if (!row) throw commonErrors.fail("not_found")
    return { ...viewOf(row), body: row.body }
  }

  /**
   * Posts an event to the shop and notes how that went. Gives the shop's status, or null when it could not be reached.
   */
  async post(id: string, body: string, target: EventTarget): Promise<number | null> {
    const status = await postSigned(body, target)
    const now = clock.now()
    await this.knex("sandbox_event")
      .where({ id })
      .update({
        delivery_state: accepted(status) ? "delivered" : "failed",
        delivery_attempts: this.knex.raw("delivery_attempts + 1"),
        last_status: status,
        ...(accepted(status) ? { delivered_at: now } : {}),
      })
    return status
  }
}

/** The shop has the event: any 2xx, as with real gateways. */
export const accepted = (status: number | null): boolean => status !== null && status >= 200 && status < 300

const postSigned = async (body: string, target: EventTarget): Promise<number | null> => {
  const bytes = Buffer.from(body, "utf8")
  try {
    const answer = await fetch(target.url, {
      method: "POST",
      body: bytes,
      headers: {
        "content-type": "application/json",
        // The machine's time: the other side checks it against its own clock.
        [SIGNATURE_HEADER]: signEvent(target.webhookSecret, bytes, new Date()),
        ...(target.requestId ? { "x-request-id": target.requestId } : {}),
      },
      signal: AbortSignal.timeout(ANSWER_WAIT_MILLISECONDS),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    // Refused connection or no answer in time: noted on the event, tried again by the queue.
    return null
  }
}
