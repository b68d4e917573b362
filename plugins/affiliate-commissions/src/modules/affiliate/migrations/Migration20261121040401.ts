import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Programmes and rules with their versions, affiliates with their states, clicks. */
export class Migration20261121040401 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE TABLE affiliate_programme (
      id text PRIMARY KEY,
      name text NOT NULL,
      -- whether it takes new affiliates
      open boolean NOT NULL DEFAULT true,
      is_default boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    )`)
    this.addSql(
      `CREATE UNIQUE INDEX affiliate_programme_default_unique ON affiliate_programme (is_default) WHERE is_default`
    )

    this.addSql(`CREATE TABLE affiliate_programme_version (
      id text PRIMARY KEY,
      programme_id text NOT NULL REFERENCES affiliate_programme (id),
      number int NOT NULL CHECK (number > 0),
      attribution text NOT NULL CHECK (attribution IN ('first_click', 'last_click')),
      window_days int NOT NULL CHECK (window_days BETWEEN 1 AND 365),
      holding_days int NOT NULL CHECK (holding_days BETWEEN 0 AND 365),
      created_by text,
      -- business time: holds for what is paid from here on, until the next version
      valid_from timestamptz NOT NULL
    )`)
    this.addSql(
      `CREATE UNIQUE INDEX affiliate_programme_version_number ON affiliate_programme_version (programme_id, number)`
    )

    this.addSql(`CREATE TABLE commission_rule (
      id text PRIMARY KEY,
      programme_id text NOT NULL REFERENCES affiliate_programme (id),
      -- the product this is an exception for; null: the programme's own rate
      service_id text,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    )`)
    this.addSql(
      `CREATE UNIQUE INDEX commission_rule_unique ON commission_rule (programme_id, (coalesce(service_id, '')))`
    )

    this.addSql(`CREATE TABLE commission_rule_version (
      id text PRIMARY KEY,
      rule_id text NOT NULL REFERENCES commission_rule (id),
      number int NOT NULL CHECK (number > 0),
      rate_bp int NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
      active boolean NOT NULL DEFAULT true,
      created_by text,
      valid_from timestamptz NOT NULL
    )`)
    this.addSql(`CREATE UNIQUE INDEX commission_rule_version_number ON commission_rule_version (rule_id, number)`)

    // What a commission was computed with stays readable permanently, whoever writes the SQL.
    this.addSql(`
      CREATE FUNCTION affiliate_version_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a version of a programme or rule never changes' USING errcode = 'restrict_violation';
      END $$`)
    for (const table of ["affiliate_programme_version", "commission_rule_version"])
      this.addSql(`CREATE TRIGGER ${table}_is_final BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION affiliate_version_is_final()`)

    this.addSql(`CREATE TABLE affiliate (
      id text PRIMARY KEY,
      programme_id text NOT NULL REFERENCES affiliate_programme (id),
      customer_id text NOT NULL,
      code text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9]{3,19}$'),
      status text NOT NULL CHECK (status IN ('active', 'suspended')),
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    )`)
    // Full: a code that was shared is never given to somebody else.
    this.addSql(`CREATE UNIQUE INDEX affiliate_code_unique ON affiliate (code)`)
    this.addSql(`CREATE UNIQUE INDEX affiliate_customer_unique ON affiliate (customer_id)`)
    this.addSql(`CREATE INDEX affiliate_created ON affiliate (created_at DESC, id DESC)`)

    this.addSql(`CREATE TABLE affiliate_status_history (
      id text PRIMARY KEY,
      sequence bigserial NOT NULL,
      affiliate_id text NOT NULL REFERENCES affiliate (id),
      old_status text,
      new_status text NOT NULL,
      actor_type text NOT NULL,
      actor_id text,
      reason text,
      created_at timestamptz NOT NULL,
      CONSTRAINT affiliate_history_allowed CHECK (
        (old_status IS NULL AND new_status = 'active')
        OR (old_status IS NOT NULL AND (old_status, new_status) IN (('active', 'suspended'), ('suspended', 'active'))))
    )`)
    this.addSql(`CREATE INDEX affiliate_status_history_affiliate ON affiliate_status_history (affiliate_id, sequence)`)

    this.addSql(`CREATE TABLE affiliate_click (
      id text PRIMARY KEY,
      affiliate_id text NOT NULL REFERENCES affiliate (id),
      -- clicks of one browser, held together by its cookie
      visitor_id text NOT NULL,
      landing_path text NOT NULL,
      referrer_host text,
      utm jsonb,
      -- keyed hashes; null where the browser asks not to be followed
      address_hash text,
      device_hash text,
      clicked_at timestamptz NOT NULL
    )`)
    this.addSql(`CREATE INDEX affiliate_click_visitor ON affiliate_click (visitor_id, clicked_at)`)
    this.addSql(`CREATE INDEX affiliate_click_source ON affiliate_click (affiliate_id, address_hash, clicked_at)`)
    this.addSql(`CREATE INDEX affiliate_click_time ON affiliate_click (clicked_at)`)

    // What stays of clicks when their rows are gone.
    this.addSql(`CREATE TABLE affiliate_click_day (
      affiliate_id text NOT NULL REFERENCES affiliate (id),
      day date NOT NULL,
      clicks bigint NOT NULL CHECK (clicks > 0),
      PRIMARY KEY (affiliate_id, day)
    )`)
  }

  override async down(): Promise<void> {
    for (const table of [
      "affiliate_click_day",
      "affiliate_click",
      "affiliate_status_history",
      "affiliate",
      "commission_rule_version",
      "commission_rule",
      "affiliate_programme_version",
      "affiliate_programme",
    ])
      this.addSql(`DROP TABLE IF EXISTS ${table}`)
    this.addSql(`DROP FUNCTION IF EXISTS affiliate_version_is_final`)
  }
}
