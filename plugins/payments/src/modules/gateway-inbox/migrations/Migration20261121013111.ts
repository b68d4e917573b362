import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The webhook inbox: every verified event of every gateway, stored before it is answered. */
export class Migration20261121013111 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS gateway_event (
        id text PRIMARY KEY,
        provider text NOT NULL,
        event_id text NOT NULL,
        type text NOT NULL,
        reference text NULL,
        body text NOT NULL,
        status text NOT NULL DEFAULT 'received'
          CONSTRAINT gateway_event_status_check CHECK (status IN ('received', 'processed', 'ignored', 'failed', 'dead')),
        outcome text NULL,
        last_error text NULL,
        attempts integer NOT NULL DEFAULT 0,
        retries integer NOT NULL DEFAULT 0,
        request_id text NULL,
        received_at timestamptz NOT NULL,
        processed_at timestamptz NULL
      )`)
    // Full, not partial: gateways redeliver for days, and an event counts once, permanently.
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS gateway_event_provider_event ON gateway_event (provider, event_id)`)
    this.addSql(`CREATE INDEX IF NOT EXISTS gateway_event_received ON gateway_event (received_at DESC, id)`)
    this.addSql(`CREATE INDEX IF NOT EXISTS gateway_event_reference ON gateway_event (reference)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS gateway_event`)
  }
}
