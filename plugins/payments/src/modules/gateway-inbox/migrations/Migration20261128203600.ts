import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const INDEXES = {
  list: `(received_at, id)`,
  processed: `(processed_at, id)`,
  processed_last: `(processed_at DESC NULLS LAST, id DESC)`,
  provider: `(provider, id)`,
  attempts: `(attempts, id)`,
  type: `(type, id)`,
  status: `(status, id)`,
  of_type: `(type, received_at, id)`,
  of_status: `(status, received_at, id)`,
  of_provider: `(provider, received_at, id)`,
  // GET /admin/gateways.
  of_provider_status: `(provider, status)`,
  searched: `USING gin ((event_id || ' ' || coalesce(reference, '')) gin_trgm_ops)`,
}

/** For the orders, filters and the search of GET /admin/gateway-events, and the counts of GET /admin/gateways. */
export class Migration20261128203600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE EXTENSION IF NOT EXISTS pg_trgm`)
    this.addSql(`DROP INDEX gateway_event_received`)
    for (const [name, columns] of Object.entries(INDEXES))
      this.addSql(`CREATE INDEX gateway_event_${name} ON gateway_event ${columns}`)
  }

  override async down(): Promise<void> {
    for (const name of Object.keys(INDEXES)) this.addSql(`DROP INDEX gateway_event_${name}`)
    this.addSql(`CREATE INDEX gateway_event_received ON gateway_event (received_at DESC, id)`)
  }
}
