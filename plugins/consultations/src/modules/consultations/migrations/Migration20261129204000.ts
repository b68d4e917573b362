import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TIMES = `
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz NULL`

/** No provider has two consultations at once: an exclusion constraint, whatever code writes the rows. */
export class Migration20261129204000 extends Migration {
  override async up(): Promise<void> {
    // Trusted since Postgres 13, so the owner of the database may create it, as core does with pg_trgm.
    this.addSql("CREATE EXTENSION IF NOT EXISTS btree_gist")
    this.addSql(`CREATE TABLE IF NOT EXISTS consultation_setting (
      id text PRIMARY KEY,
      product_id text NOT NULL UNIQUE,
      offered boolean NOT NULL,
      minutes int NOT NULL CHECK (minutes > 0),
      notice_hours int NOT NULL CHECK (notice_hours >= 0),
      horizon_days int NOT NULL CHECK (horizon_days > 0),
      buffer_minutes int NOT NULL CHECK (buffer_minutes >= 0),
      place text NOT NULL,
      ${TIMES})`)
    this.addSql(`CREATE TABLE IF NOT EXISTS consultation (
      id text PRIMARY KEY,
      reference text NOT NULL UNIQUE,
      product_id text NOT NULL,
      service_handle text NOT NULL,
      service_title text NOT NULL,
      place text NOT NULL,
      provider_id text NOT NULL,
      provider_name text NOT NULL,
      status text NOT NULL CHECK (status IN ('held', 'booked', 'canceled', 'expired', 'done')),
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      blocked_until timestamptz NOT NULL,
      hold_expires_at timestamptz NULL,
      time_zone text NOT NULL,
      name text NULL,
      email text NULL,
      note text NOT NULL DEFAULT '',
      sequence int NOT NULL DEFAULT 0,
      confirmed_at timestamptz NULL,
      canceled_at timestamptz NULL,
      canceled_by text NULL CHECK (canceled_by IN ('visitor', 'staff')),
      cancel_reason text NULL,
      ${TIMES},
      CHECK (starts_at < ends_at AND ends_at <= blocked_until),
      CHECK (status <> 'held' OR hold_expires_at IS NOT NULL),
      CHECK (status <> 'booked' OR (name IS NOT NULL AND email IS NOT NULL)),
      CHECK ((status = 'canceled') = (canceled_at IS NOT NULL)),
      CONSTRAINT consultation_one_at_a_time EXCLUDE USING gist
        (provider_id WITH =, tstzrange(starts_at, blocked_until) WITH &&) WHERE (status IN ('held', 'booked')))`)
    this.addSql("CREATE INDEX IF NOT EXISTS consultation_start ON consultation (starts_at, id)")
    this.addSql("CREATE INDEX IF NOT EXISTS consultation_created ON consultation (created_at, id)")
    this.addSql("CREATE INDEX IF NOT EXISTS consultation_provider ON consultation (provider_id, starts_at)")
    this.addSql("CREATE INDEX IF NOT EXISTS consultation_service ON consultation (product_id, starts_at)")
    this.addSql("CREATE INDEX IF NOT EXISTS consultation_email ON consultation (lower(email))")
    this.addSql(
      "CREATE INDEX IF NOT EXISTS consultation_open ON consultation (status, ends_at) WHERE status IN ('held', 'booked')"
    )
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS consultation")
    this.addSql("DROP TABLE IF EXISTS consultation_setting")
  }
}
