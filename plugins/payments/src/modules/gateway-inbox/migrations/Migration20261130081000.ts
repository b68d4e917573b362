import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Refunds of chosen units of an order: what was asked for, and which refund it became. */
export class Migration20261130081000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS unit_refund (
        id text PRIMARY KEY,
        payment_id text NOT NULL,
        order_id text NOT NULL,
        currency_code text NOT NULL,
        -- minor units
        amount bigint NOT NULL CHECK (amount > 0),
        -- the payment's refunds when this one was asked for: none of them is this one
        known_refunds text[] NOT NULL,
        -- Medusa's refund; null while it is not known whether the gateway made it
        refund_id text,
        created_by text,
        created_at timestamptz NOT NULL
      )`)
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS unit_refund_refund ON unit_refund (refund_id)`)
    this.addSql(`CREATE INDEX IF NOT EXISTS unit_refund_payment ON unit_refund (payment_id)`)
    this.addSql(`CREATE INDEX IF NOT EXISTS unit_refund_order ON unit_refund (order_id)`)
    // A unit is refunded once, ever: the key is the unit.
    this.addSql(`
      CREATE TABLE IF NOT EXISTS refunded_unit (
        unit_id text PRIMARY KEY,
        unit_refund_id text NOT NULL REFERENCES unit_refund (id) ON DELETE CASCADE,
        line_id text NOT NULL,
        unit int NOT NULL,
        title text NOT NULL,
        -- minor units: what the unit cost, and what of it this refund pays back
        cost bigint NOT NULL CHECK (cost > 0),
        amount bigint NOT NULL CHECK (amount > 0 AND amount <= cost)
      )`)
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS refunded_unit_of_line ON refunded_unit (line_id, unit)`)
    this.addSql(`CREATE INDEX IF NOT EXISTS refunded_unit_refund ON refunded_unit (unit_refund_id)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS refunded_unit`)
    this.addSql(`DROP TABLE IF EXISTS unit_refund`)
  }
}
