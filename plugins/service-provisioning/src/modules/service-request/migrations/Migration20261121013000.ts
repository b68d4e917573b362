import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const STATES = "'payment_confirmed', 'pending_contact', 'team_assigned', 'in_progress', 'completed', 'cancelled'"

export class Migration20261121013000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE EXTENSION IF NOT EXISTS pg_trgm`)

    this.addSql(`CREATE TABLE service_purchase (
      id text PRIMARY KEY,
      -- 'purchase': begun by the purchase routes; 'cart': facts that came with an ordinary cart
      source text NOT NULL CHECK (source IN ('purchase', 'cart')),
      cart_id text NOT NULL,
      customer_id text,
      customer jsonb,
      requirements text,
      items jsonb NOT NULL DEFAULT '[]',
      affiliate_code text,
      click_id text,
      consent jsonb,
      status text NOT NULL DEFAULT 'awaiting_payment'
        CHECK (status IN ('awaiting_payment', 'processing', 'completed', 'failed', 'expired')),
      last_error_code text,
      region_id text,
      currency_code text,
      amount numeric,
      raw_amount jsonb,
      payment_provider_id text,
      payment_collection_id text,
      payment_session_id text,
      order_id text,
      expires_at timestamptz,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz
    )`)
    this.addSql(`CREATE UNIQUE INDEX service_purchase_cart_unique ON service_purchase (cart_id)`)
    this.addSql(`CREATE UNIQUE INDEX service_purchase_order_unique ON service_purchase (order_id)`)

    this.addSql(`CREATE TABLE idempotency_key (
      scope text NOT NULL,
      key text NOT NULL,
      request_hash text NOT NULL,
      -- null while the first request works on it; the lease lets another one take over after a crash
      response jsonb,
      lease_until timestamptz NOT NULL,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (scope, key)
    )`)
    this.addSql(`CREATE INDEX idempotency_key_created ON idempotency_key (created_at)`)

    this.addSql(`CREATE TABLE service_order (
      order_id text PRIMARY KEY,
      units int NOT NULL CHECK (units > 0),
      units_provisioned int NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    )`)

    this.addSql(`CREATE TABLE service_request (
      id text PRIMARY KEY,
      reference_number text NOT NULL,
      order_id text NOT NULL,
      order_line_item_id text NOT NULL,
      unit int NOT NULL CHECK (unit > 0),
      service_id text NOT NULL,
      service_title text NOT NULL,
      service_category text,
      tier_id text NOT NULL,
      tier_title text NOT NULL,
      template_version_id text NOT NULL,
      customer_id text,
      customer_name text NOT NULL,
      customer_email text NOT NULL,
      customer_phone text NOT NULL,
      requirements text NOT NULL,
      intake jsonb NOT NULL,
      status text NOT NULL CHECK (status IN (${STATES})),
      provider_id text,
      provider_name text,
      affiliate_id text,
      affiliate_code text,
      payment_id text,
      payment_provider_id text,
      payment_transaction_id text,
      payment_amount numeric NOT NULL,
      raw_payment_amount jsonb NOT NULL,
      currency_code text NOT NULL,
      paid_at timestamptz,
      refunded_amount numeric NOT NULL DEFAULT 0,
      raw_refunded_amount jsonb NOT NULL DEFAULT '{"value": "0", "precision": 20}',
      refunded_at timestamptz,
      due_at timestamptz,
      estimated_contact_hours int NOT NULL,
      search_text text GENERATED ALWAYS AS (lower(
        reference_number || ' ' || replace(reference_number, '-', '') || ' ' || customer_name || ' ' || customer_email
        || ' ' || customer_phone || ' ' || service_title || ' ' || tier_title)) STORED,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz
    )`)
    // One request per unit bought, whatever happens: full, not partial, so that nothing can free the pair again.
    this.addSql(`CREATE UNIQUE INDEX service_request_unit_unique ON service_request (order_line_item_id, unit)`)
    this.addSql(`CREATE UNIQUE INDEX service_request_reference_unique ON service_request (reference_number)`)
    this.addSql(`CREATE INDEX service_request_created ON service_request (created_at DESC, id DESC)`)
    for (const column of ["status", "service_id", "service_category", "provider_id", "customer_id"])
      this.addSql(`CREATE INDEX service_request_${column} ON service_request (${column}, created_at DESC, id DESC)`)
    this.addSql(`CREATE INDEX service_request_order ON service_request (order_id)`)
    this.addSql(`CREATE INDEX service_request_search ON service_request USING gin (search_text gin_trgm_ops)`)

    this.addSql(`CREATE TABLE service_request_task (
      id text PRIMARY KEY,
      service_request_id text NOT NULL REFERENCES service_request (id) ON DELETE CASCADE,
      key text NOT NULL,
      name text NOT NULL,
      description text NOT NULL,
      status text NOT NULL CHECK (status IN ('to_do', 'in_progress', 'waiting', 'done', 'cancelled')),
      holder text NOT NULL CHECK (holder IN ('team', 'client', 'authority')),
      waiting_reason text,
      visible_to_client boolean NOT NULL,
      depends_on jsonb NOT NULL DEFAULT '[]',
      due_at timestamptz,
      completed_at timestamptz,
      metadata jsonb NOT NULL DEFAULT '{}',
      sort_order int NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz
    )`)
    this.addSql(`CREATE UNIQUE INDEX service_request_task_key_unique ON service_request_task (service_request_id, key)`)

    this.addSql(`CREATE TABLE service_request_status_history (
      id text PRIMARY KEY,
      sequence bigserial NOT NULL,
      service_request_id text NOT NULL REFERENCES service_request (id) ON DELETE CASCADE,
      old_status text,
      new_status text NOT NULL,
      actor_type text NOT NULL,
      actor_id text,
      reason text,
      request_id text,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz,
      -- Every history row is an allowed move, also one written by hand.
      CONSTRAINT service_request_history_allowed CHECK (
        (old_status IS NULL AND new_status = 'payment_confirmed')
        OR (old_status IS NOT NULL AND (old_status, new_status) IN (
          ('payment_confirmed', 'pending_contact'), ('payment_confirmed', 'cancelled'),
          ('pending_contact', 'team_assigned'), ('pending_contact', 'cancelled'),
          ('team_assigned', 'in_progress'), ('team_assigned', 'pending_contact'), ('team_assigned', 'cancelled'),
          ('in_progress', 'completed'), ('in_progress', 'pending_contact'), ('in_progress', 'cancelled'))))
    )`)
    this.addSql(
      `CREATE INDEX service_request_history_request ON service_request_status_history (service_request_id, sequence)`
    )

    this.addSql(`CREATE TABLE service_request_note (
      id text PRIMARY KEY,
      service_request_id text NOT NULL REFERENCES service_request (id) ON DELETE CASCADE,
      text text NOT NULL,
      actor_type text NOT NULL,
      actor_id text,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz
    )`)
    this.addSql(`CREATE INDEX service_request_note_request ON service_request_note (service_request_id, created_at)`)
  }

  override async down(): Promise<void> {
    for (const table of [
      "service_request_note",
      "service_request_status_history",
      "service_request_task",
      "service_request",
      "service_order",
      "idempotency_key",
      "service_purchase",
    ])
      this.addSql(`DROP TABLE IF EXISTS ${table}`)
  }
}
