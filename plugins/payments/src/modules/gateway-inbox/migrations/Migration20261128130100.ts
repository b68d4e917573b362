import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What the figures on Operations count, every few seconds. */
export class Migration20261128130100 extends Migration {
  override async up(): Promise<void> {
    this.addSql("CREATE INDEX IF NOT EXISTS gateway_event_dead ON gateway_event (received_at) WHERE status = 'dead'")
    this.addSql("CREATE INDEX IF NOT EXISTS gateway_dispute_open ON gateway_dispute (opened_at) WHERE status = 'open'")
  }

  override async down(): Promise<void> {
    this.addSql("DROP INDEX IF EXISTS gateway_event_dead")
    this.addSql("DROP INDEX IF EXISTS gateway_dispute_open")
  }
}
