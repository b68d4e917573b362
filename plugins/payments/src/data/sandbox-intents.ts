import { clock } from "@atrium/kernel"
import { column, sqlChanges } from "@atrium/server"
import { type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import { ENQUEUE_WORK_SQL, enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { paymentErrors } from "../contracts/errors"
import type { DashboardPaymentIntent, PaymentIntentView } from "../contracts/sandbox"
import { DECLINE_CODES, INTENT_STATUSES, type IntentStep } from "../domain/sandbox-intent"
import { DELIVER_SANDBOX_EVENT } from "../domain/work"

const IntentCustomer = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})
export type IntentCustomer = z.infer<typeof IntentCustomer>

const amount = column.bigint

/** A row of a payment. */
export const IntentRow = z.object({
  id: column.text,
  client_secret: column.text,
  version: column.integer,
  status: z.enum(INTENT_STATUSES),
  amount,
  captured: amount,
  refunded: amount,
  disputed: column.boolean,
  currency_code: column.text,
  description: column.text.nullable(),
  customer: IntentCustomer.nullable(),
  session_id: column.text.nullable(),
  cart_id: column.text.nullable(),
  card_last4: column.text.nullable(),
  card_brand: column.text.nullable(),
  last_error: z.enum(DECLINE_CODES).nullable(),
  created_at: column.timestamp,
})

/** A payment at the sandbox gateway. Amounts in minor units. */
export type Intent = Readonly<z.infer<typeof IntentRow>>

/** A payment in events and the dashboard. `create` ensures that amounts are below 2^53. */
export const viewOf = (intent: Intent): PaymentIntentView => ({
  id: intent.id,
  status: intent.status,
  amount: Number(intent.amount),
  amount_captured: Number(intent.captured),
  amount_refunded: Number(intent.refunded),
  currency_code: intent.currency_code,
  disputed: intent.disputed,
  card: intent.card_last4 && intent.card_brand ? { brand: intent.card_brand, last4: intent.card_last4 } : null,
  last_error: intent.last_error
    ? { code: intent.last_error, message: paymentErrors.table[intent.last_error].message }
    : null,
  metadata: { session_id: intent.session_id, cart_id: intent.cart_id },
  created: Math.floor(intent.created_at.getTime() / 1000),
})

export const dashboardViewOf = (intent: Intent): DashboardPaymentIntent => ({
  ...viewOf(intent),
  description: intent.description,
  customer: intent.customer,
})

/** A dispute is reported some seconds after the payment, as a bank would. */
const DISPUTE_DELAY_SECONDS = 3

// One statement: the row changes only if its version is still the one that was read, and only then are the refund, the
// events and their work inserted.
const MOVE = `
  WITH moved AS (
    UPDATE sandbox_payment_intent
    SET status = :status, amount = :amount, captured = :captured, refunded = :refunded, disputed = :disputed,
        last_error = :last_error, card_last4 = :card_last4, card_brand = :card_brand,
        version = version + :steps, updated_at = :now
    WHERE id = :id AND version = :version
    RETURNING id
  ), refund AS (
    INSERT INTO sandbox_refund (id, payment_intent_id, amount, idempotency_key, created_at)
    SELECT refund.id, moved.id, refund.amount, refund.key, :now
    FROM moved, jsonb_to_recordset(CAST(:refunds AS jsonb)) AS refund(id text, amount bigint, key text)
  ), event AS (
    INSERT INTO sandbox_event (id, payment_intent_id, sequence, type, body, created_at)
    SELECT event.id, moved.id, event.sequence, event.type, event.body, :now
    FROM moved, jsonb_to_recordset(CAST(:events AS jsonb)) AS event(id text, sequence int, type text, body text)
  )
  SELECT id, ${ENQUEUE_WORK_SQL} AS work FROM moved`

export type NewRefund = { id: string; amount: bigint; key: string }

type NewEvent = { id: string; sequence: number; type: string; body: string; runAt?: Date }

const eventsOf = (intent: Intent, steps: readonly IntentStep[], now: Date): NewEvent[] =>
  steps.flatMap(({ event, state }, index) => {
    if (!event) return []
    const id = generateEntityId(undefined, "sbxevt")
    const created = Math.floor(now.getTime() / 1000)
    const body = JSON.stringify({ id, type: event, created, data: { payment_intent: viewOf({ ...intent, ...state }) } })
    const late = event === "payment_intent.disputed" && index > 0
    return [
      {
        id,
        sequence: intent.version + index + 1,
        type: event,
        body,
        ...(late ? { runAt: new Date(now.getTime() + DISPUTE_DELAY_SECONDS * 1000) } : {}),
      },
    ]
  })

const deliveryOf = ({ id, body, runAt }: NewEvent): WorkToEnqueue =>
  workOf(DELIVER_SANDBOX_EVENT, { key: id, payload: { event_id: id, body }, ...(runAt ? { runAt } : {}) })

/**
 * Writes a decision: the row, its refund, its events and the work that posts them, in one statement. Returns the updated
 * payment, or null when another call was faster and nothing was written.
 */
export const writeSteps = async (
  knex: Knex,
  intent: Intent,
  steps: readonly IntentStep[],
  refund: NewRefund | null
): Promise<Intent | null> => {
  const last = steps.at(-1)
  if (!last) return intent
  const now = clock.now()
  const { state } = last
  const events = eventsOf(intent, steps, now)
  const written = await sqlChanges(knex, MOVE, {
    id: intent.id,
    version: intent.version,
    steps: steps.length,
    now,
    status: state.status,
    amount: String(state.amount),
    captured: String(state.captured),
    refunded: String(state.refunded),
    disputed: state.disputed,
    last_error: state.last_error,
    card_last4: state.card_last4,
    card_brand: state.card_brand,
    refunds: JSON.stringify(refund ? [{ ...refund, amount: String(refund.amount) }] : []),
    events: JSON.stringify(events.map(({ id, sequence, type, body }) => ({ id, sequence, type, body }))),
    ...enqueueWorkBindings(events.map(deliveryOf)),
  })
  return written > 0 ? { ...intent, ...state, version: intent.version + steps.length } : null
}
