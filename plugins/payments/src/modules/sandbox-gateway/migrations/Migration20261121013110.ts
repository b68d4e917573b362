import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The sandbox gateway's own books, as a company outside would keep them. */
export class Migration20261121013110 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS sandbox_payment_intent (
        id text PRIMARY KEY,
        client_secret text NOT NULL,
        idempotency_key text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        status text NOT NULL,
        amount bigint NOT NULL,
        captured bigint NOT NULL DEFAULT 0,
        refunded bigint NOT NULL DEFAULT 0,
        currency_code text NOT NULL,
        disputed boolean NOT NULL DEFAULT false,
        last_error text NULL,
        card_last4 text NULL,
        card_brand text NULL,
        description text NULL,
        customer jsonb NULL,
        session_id text NULL,
        cart_id text NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT sandbox_payment_intent_status_check CHECK (status IN
          ('requires_payment_method', 'requires_action', 'failed', 'authorized', 'captured', 'canceled')),
        CONSTRAINT sandbox_payment_intent_money_check CHECK
          (amount >= 0 AND captured >= 0 AND captured <= amount AND refunded >= 0 AND refunded <= captured),
        CONSTRAINT sandbox_payment_intent_captured_check CHECK (captured = 0 OR status = 'captured'),
        CONSTRAINT sandbox_payment_intent_last4_check CHECK (card_last4 IS NULL OR card_last4 ~ '^[0-9]{4}$')
      )`)
    // Full, not partial: one payment per Medusa session, permanently.
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS sandbox_payment_intent_idempotency_key ON sandbox_payment_intent (idempotency_key)`
    )
    // The reconciler looks for authorizations alone; there are few at any time.
    this.addSql(
      `CREATE INDEX IF NOT EXISTS sandbox_payment_intent_authorized ON sandbox_payment_intent (updated_at, id) WHERE status = 'authorized'`
    )
    this.addSql(`
      CREATE TABLE IF NOT EXISTS sandbox_refund (
        id text PRIMARY KEY,
        payment_intent_id text NOT NULL REFERENCES sandbox_payment_intent (id),
        amount bigint NOT NULL CHECK (amount > 0),
        idempotency_key text NOT NULL,
        created_at timestamptz NOT NULL
      )`)
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS sandbox_refund_idempotency_key ON sandbox_refund (idempotency_key)`)
    this.addSql(`CREATE INDEX IF NOT EXISTS sandbox_refund_intent ON sandbox_refund (payment_intent_id)`)
    this.addSql(`
      CREATE TABLE IF NOT EXISTS sandbox_event (
        id text PRIMARY KEY,
        payment_intent_id text NOT NULL REFERENCES sandbox_payment_intent (id),
        sequence integer NOT NULL,
        type text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL,
        delivery_state text NOT NULL DEFAULT 'pending' CHECK (delivery_state IN ('pending', 'delivered', 'failed')),
        delivery_attempts integer NOT NULL DEFAULT 0,
        last_status integer NULL,
        delivered_at timestamptz NULL
      )`)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS sandbox_event_sequence ON sandbox_event (payment_intent_id, sequence)`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS sandbox_event`)
    this.addSql(`DROP TABLE IF EXISTS sandbox_refund`)
    this.addSql(`DROP TABLE IF EXISTS sandbox_payment_intent`)
  }
}
