import { clock } from "@atrium/kernel"
import { ENQUEUE_WORK_SQL, enqueueWorkBindings } from "@atrium/work-queue/tx"
import { type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import { DELIVER_SANDBOX_EVENT } from "../../domain/work"
import type { IntentStep } from "../../domain/sandbox-intent"
import { type Intent, viewOf } from "./intent-row"

/** A dispute is told some seconds after the payment, as a bank would. */
const DISPUTE_DELAY_SECONDS = 3

// One statement: the row moves if it is still the one that was read (version), and only then refund, events and the
// work that posts them exist.
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
  ), told AS (
    INSERT INTO sandbox_event (id, payment_intent_id, sequence, type, body, created_at)
    SELECT event.id, moved.id, event.sequence, event.type, event.body, :now
    FROM moved, jsonb_to_recordset(CAST(:events AS jsonb)) AS event(id text, sequence int, type text, body text)
  )
  SELECT id, ${ENQUEUE_WORK_SQL} AS work FROM moved`

export type NewRefund = { id: string; amount: bigint; key: string }

type Told = { id: string; sequence: number; type: string; body: string; runAt?: Date }

const tell = (intent: Intent, steps: readonly IntentStep[], now: Date): Told[] =>
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

const deliveryOf = ({ id, body, runAt }: Told): WorkToEnqueue =>
  workOf(DELIVER_SANDBOX_EVENT, { key: id, payload: { event_id: id, body }, ...(runAt ? { runAt } : {}) })

/**
 * Writes what was decided: the row, its refund, its events and the work that posts them, in one statement.
 * Gives the payment as it stands now, or null when somebody was faster and nothing was written.
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
  const events = tell(intent, steps, now)
  const answer: { rows: unknown[] } = await knex.raw(MOVE, {
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
  return answer.rows.length > 0 ? { ...intent, ...state, version: intent.version + steps.length } : null
}
