import { clock, commonErrors } from "@atrium/kernel"
import { checkedRows, column } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { PaymentIntentView, type SandboxEventView } from "../contracts/sandbox"
import { SANDBOX_EVENT_TYPES } from "../domain/sandbox-intent"
import { signEvent, SIGNATURE_HEADER } from "../domain/signature"

const ANSWER_WAIT_MILLISECONDS = 10_000

/** The body of an event as this gateway writes it. */
const Body = z.object({
  id: z.string(),
  type: z.enum(SANDBOX_EVENT_TYPES),
  created: z.number().int(),
  data: z.object({ payment_intent: PaymentIntentView }),
})

const EventRow = z.object({
  body: column.text,
  delivery_state: z.enum(["pending", "delivered", "failed"]),
  delivery_attempts: column.integer,
  last_status: column.integer.nullable(),
  delivered_at: column.timestamp.nullable(),
})

const viewOf = (row: z.infer<typeof EventRow>): SandboxEventView => ({
  ...Body.parse(JSON.parse(row.body)),
  delivery: {
    state: row.delivery_state,
    attempts: row.delivery_attempts,
    last_status: row.last_status,
    delivered_at: row.delivered_at?.toISOString() ?? null,
  },
})

export type EventTarget = {
  /** URL of the shop's webhook. */
  url: string
  webhookSecret: string
  requestId?: string
}

/** The gateway's events: listed for its dashboard, posted to the shop with a signature. */
export class SandboxEvents {
  constructor(private readonly knex: Knex) {}

  /** Events of a payment, oldest first. */
  async list(paymentIntentId: string): Promise<SandboxEventView[]> {
    const found: unknown = await this.knex("sandbox_event")
      .where({ payment_intent_id: paymentIntentId })
      .orderBy("sequence")
    return checkedRows(EventRow, found).map(viewOf)
  }

  /** Throws `not_found`. */
  async get(id: string): Promise<SandboxEventView & { body: string }> {
    const found: unknown = await this.knex("sandbox_event").where({ id })
    const [row] = checkedRows(EventRow, found)
    if (!row) throw commonErrors.fail("not_found")
    return { ...viewOf(row), body: row.body }
  }

  /**
   * Posts an event to the shop and records the result. Returns the shop's status, or null when it could not be reached.
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

/** Whether the shop accepted the event: any 2xx, as with real gateways. */
export const accepted = (status: number | null): boolean => status !== null && status >= 200 && status < 300

const postSigned = async (body: string, target: EventTarget): Promise<number | null> => {
  const bytes = Buffer.from(body, "utf8")
  try {
    const answer = await fetch(target.url, {
      method: "POST",
      body: bytes,
      headers: {
        "content-type": "application/json",
        // The machine's time, because the receiver checks it against its clock.
        [SIGNATURE_HEADER]: signEvent(target.webhookSecret, bytes, new Date()),
        ...(target.requestId ? { "x-request-id": target.requestId } : {}),
      },
      signal: AbortSignal.timeout(ANSWER_WAIT_MILLISECONDS),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    // Connection refused or timed out: recorded on the event and retried by the queue.
    return null
  }
}
