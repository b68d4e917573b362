import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Disputes of cardholders, as the gateways tell them. Amounts in minor units. */
export class Migration20261121040201 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS gateway_dispute (
        id text PRIMARY KEY,
        provider text NOT NULL,
        reference text NOT NULL,
        payment_reference text NOT NULL,
        amount bigint NOT NULL CONSTRAINT gateway_dispute_amount_check CHECK (amount >= 0),
        currency_code text NOT NULL,
        status text NOT NULL CONSTRAINT gateway_dispute_status_check CHECK (status IN ('open', 'won', 'lost')),
        payment_id text NULL,
        order_id text NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz NULL,
        CONSTRAINT gateway_dispute_closed_check CHECK ((status = 'open') = (closed_at IS NULL))
      )`)
    // Full, not partial: a dispute counts once, permanently.
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS gateway_dispute_reference ON gateway_dispute (provider, reference)`)
    this.addSql(`CREATE INDEX IF NOT EXISTS gateway_dispute_order ON gateway_dispute (order_id)`)
    this.addSql(`CREATE INDEX IF NOT EXISTS gateway_dispute_opened ON gateway_dispute (opened_at DESC, id)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS gateway_dispute`)
  }
}
