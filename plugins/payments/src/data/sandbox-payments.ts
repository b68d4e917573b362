import { randomBytes } from "node:crypto"

import { clock, commonErrors } from "@atrium/kernel"
import { checkedRows, column, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { gatewayErrors } from "../contracts/errors"
import { decide, type IntentCommand } from "../domain/sandbox-intent"
import { sameSecret } from "../domain/signature"
import { type Intent, type IntentCustomer, IntentRow, type NewRefund, writeSteps } from "./sandbox-intents"

/** Attempts to write before the call fails with `conflict`. */
const WRITE_ATTEMPTS = 50

const PAGE_SIZE = 500

export type NewIntent = {
  /** A repeated call with the same key returns the same payment: Medusa's session id. */
  idempotencyKey: string
  amount: bigint
  currencyCode: string
  description: string | null
  customer: IntentCustomer | null
  sessionId: string | null
  cartId: string | null
}

/** A refund with its idempotency key. Amount in minor units. */
export type RefundMade = { key: string; amount: bigint; at: Date }

const RefundRow = z.object({ idempotency_key: column.text, amount: column.bigint, created_at: column.timestamp })

export type Refund = { id: string; amount: bigint; currencyCode: string }

const isUniqueViolation = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "23505"

/**
 * The sandbox gateway behaves like an external company, with separate tables and signed events. One read and one write per
 * operation; the write happens only if the row has not changed since it was read.
 */
export class SandboxGateway {
  constructor(private readonly knex: Knex) {}

  /** Starts a payment; the same key returns the existing payment. Throws `idempotency_key_reused` for another amount. */
  async create(input: NewIntent): Promise<Intent> {
    if (input.amount < 0n || input.amount > BigInt(Number.MAX_SAFE_INTEGER))
      throw gatewayErrors.fail("amount_not_available")
    const now = clock.now()
    // The no-op update makes RETURNING return an existing row too.
    const intent = await sqlRow(
      this.knex,
      IntentRow,
      `INSERT INTO sandbox_payment_intent (id, client_secret, idempotency_key, status, amount, currency_code,
         description, customer, session_id, cart_id, created_at, updated_at)
       VALUES (:id, :secret, :key, 'requires_payment_method', :amount, :currency, :description, CAST(:customer AS jsonb),
         :session, :cart, :now, :now)
       ON CONFLICT (idempotency_key) DO UPDATE SET idempotency_key = excluded.idempotency_key
       RETURNING *`,
      {
        id: generateEntityId(undefined, "sbxpi"),
        secret: `sbxpi_secret_${randomBytes(24).toString("base64url")}`,
        key: input.idempotencyKey,
        amount: String(input.amount),
        currency: input.currencyCode,
        description: input.description,
        customer: input.customer ? JSON.stringify(input.customer) : null,
        session: input.sessionId,
        cart: input.cartId,
        now,
      }
    )
    if (!intent) throw new Error("The gateway stored no payment")
    if (intent.amount !== input.amount || intent.currency_code !== input.currencyCode)
      throw gatewayErrors.fail("idempotency_key_reused")
    return intent
  }

  /** The payment, or null if there is none with this id. */
  async find(id: string): Promise<Intent | null> {
    const found: unknown = await this.knex("sandbox_payment_intent").where({ id })
    return checkedRows(IntentRow, found)[0] ?? null
  }

  /** Like `find`, but throws `not_found`. */
  async get(id: string): Promise<Intent> {
    const intent = await this.find(id)
    if (!intent) throw commonErrors.fail("not_found")
    return intent
  }

  /**
   * Runs a command. Callers other than the shop pass the payment's `clientSecret`; a wrong one returns `not_found`.
   * Throws `not_found`, `invalid_transition`, `amount_not_available`.
   */
  async run(id: string, command: Exclude<IntentCommand, { kind: "refund" }>, clientSecret?: string): Promise<Intent> {
    for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
      const intent = await this.get(id)
      if (clientSecret !== undefined && !sameSecret(clientSecret, intent.client_secret))
        throw commonErrors.fail("not_found")
      const decision = decide(intent, command)
      if (decision.kind === "unchanged") return intent
      if (decision.kind === "refused") throw refusal(decision.code)
      const written = await writeSteps(this.knex, intent, decision.steps, null)
      if (written) return written
    }
    throw commonErrors.fail("conflict")
  }

  /**
   * Refunds money, once per key: the same key and amount returns the existing refund.
   * Throws `idempotency_key_reused` when the key was used for something else.
   */
  async refund(id: string, amount: bigint | undefined, key: string): Promise<{ intent: Intent; refund: Refund }> {
    for (let attempt = 0; attempt < WRITE_ATTEMPTS; attempt++) {
      const { intent, earlier } = await this.readForRefund(id, key)
      if (earlier) {
        if (earlier.payment !== id || (amount !== undefined && earlier.amount !== amount))
          throw gatewayErrors.fail("idempotency_key_reused")
        return { intent, refund: { id: earlier.id, amount: earlier.amount, currencyCode: intent.currency_code } }
      }
      const decision = decide(intent, amount === undefined ? { kind: "refund" } : { kind: "refund", amount })
      if (decision.kind !== "moved" || decision.refund === undefined)
        throw refusal(decision.kind === "refused" ? decision.code : "invalid_transition")
      const refund: NewRefund = { id: generateEntityId(undefined, "sbxre"), amount: decision.refund, key }
      const written = await writeSteps(this.knex, intent, decision.steps, refund).catch((error: unknown) => {
        // Two calls with one key at the same time: return the other call's refund.
        if (isUniqueViolation(error)) return null
        throw error
      })
      if (written)
        return { intent: written, refund: { id: refund.id, amount: refund.amount, currencyCode: intent.currency_code } }
    }
    throw commonErrors.fail("conflict")
  }

  /** The refunds of a payment, oldest first. */
  async refunds(id: string): Promise<RefundMade[]> {
    const found: unknown = await this.knex("sandbox_refund")
      .where({ payment_intent_id: id })
      .orderBy([{ column: "created_at" }, { column: "id" }])
      .select("idempotency_key", "amount", "created_at")
    return checkedRows(RefundRow, found).map(({ idempotency_key: key, amount, created_at: at }) => ({
      key,
      amount,
      at,
    }))
  }

  /** Payments that hold or have taken money and changed in the window, oldest change first, page by page. */
  async *changed({ since, until }: { since: Date; until: Date }): AsyncGenerator<Intent[]> {
    for (let after = { at: since.toISOString(), id: "" }; ;) {
      const rows = await sqlRows(
        this.knex,
        IntentRow.extend({ position: column.text }),
        `SELECT intent.*, intent.updated_at::text AS position FROM sandbox_payment_intent intent
         WHERE status IN ('authorized', 'captured') AND updated_at < :until
           AND (updated_at, id) > (CAST(:at AS timestamptz), :id)
         ORDER BY updated_at, id LIMIT :size`,
        { until, size: PAGE_SIZE, ...after }
      )
      const last = rows.at(-1)
      if (!last) return
      yield rows.map(({ position: _position, ...intent }) => intent)
      if (rows.length < PAGE_SIZE) return
      after = { at: last.position, id: last.id }
    }
  }

  private async readForRefund(id: string, key: string) {
    const row = await sqlRow(
      this.knex,
      IntentRow.extend({
        refund_id: column.text.nullable(),
        refund_amount: column.bigint.nullable(),
        refund_intent: column.text.nullable(),
      }),
      `SELECT intent.*, refund.id AS refund_id, refund.amount AS refund_amount, refund.payment_intent_id AS refund_intent
       FROM sandbox_payment_intent intent LEFT JOIN sandbox_refund refund ON refund.idempotency_key = :key
       WHERE intent.id = :id`,
      { id, key }
    )
    if (!row) throw commonErrors.fail("not_found")
    const { refund_id, refund_amount, refund_intent, ...intent } = row
    const earlier =
      refund_id && refund_amount !== null ? { id: refund_id, amount: refund_amount, payment: refund_intent } : null
    return { intent, earlier }
  }
}

const refusal = (code: "invalid_transition" | "amount_not_available") =>
  code === "invalid_transition" ? commonErrors.fail(code) : gatewayErrors.fail(code)
