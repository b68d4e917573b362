import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Events without a person: no column can hold a name, an address or text that a visitor typed. The id is full unique, so
 * that a repeated call stores nothing.
 */
export class Migration20261130080100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE TABLE IF NOT EXISTS analytics_event (
      id uuid PRIMARY KEY,
      name text NOT NULL CHECK (name ~ '^[a-z_]{1,40}$'),
      occurred_at timestamptz NOT NULL CHECK (occurred_at = date_trunc('minute', occurred_at)),
      visit_id uuid NULL,
      service_id text NULL,
      properties jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(properties) = 'object'),
      source text NOT NULL CHECK (source IN ('browser', 'shop')),
      forwarding text NOT NULL CHECK (forwarding IN ('none', 'waiting', 'sent', 'withdrawn')),
      claimed_until timestamptz NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      deleted_at timestamptz NULL,
      -- A purchase with a visit would lead from the visit to the person who paid.
      CONSTRAINT analytics_event_shop_has_no_visit CHECK (source = 'browser' OR visit_id IS NULL))`)
    // Counting reads the index only.
    this.addSql(
      "CREATE INDEX IF NOT EXISTS analytics_event_by_time ON analytics_event (occurred_at) INCLUDE (name, visit_id, id)"
    )
    this.addSql(
      "CREATE INDEX IF NOT EXISTS analytics_event_by_visit ON analytics_event (visit_id) WHERE visit_id IS NOT NULL"
    )
    this.addSql(
      "CREATE INDEX IF NOT EXISTS analytics_event_waiting ON analytics_event (occurred_at, id) WHERE forwarding = 'waiting'"
    )
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS analytics_event")
  }
}
