import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121010000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE IF NOT EXISTS work_item (
        id text NOT NULL CONSTRAINT work_item_pkey PRIMARY KEY,
        key text NOT NULL,
        kind text NOT NULL,
        version integer NOT NULL,
        payload jsonb NULL,
        status text NOT NULL DEFAULT 'due',
        attempts integer NOT NULL DEFAULT 0,
        max_attempts integer NOT NULL,
        backoff_seconds integer NOT NULL,
        run_at timestamptz NOT NULL,
        lease_expires_at timestamptz NULL,
        worker text NULL,
        last_error text NULL,
        request_id text NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz NULL,
        finished_at timestamptz NULL,
        CONSTRAINT work_item_status_check
          CHECK (status IN ('due', 'running', 'retrying', 'done', 'dead', 'cancelled')),
        CONSTRAINT work_item_attempts_check CHECK (attempts >= 0 AND max_attempts >= 1 AND backoff_seconds >= 0),
        CONSTRAINT work_item_lease_check CHECK (
          (status = 'running') = (worker IS NOT NULL) AND (status = 'running') = (lease_expires_at IS NOT NULL)),
        CONSTRAINT work_item_finished_check CHECK (finished_at IS NULL OR status IN ('done', 'dead', 'cancelled'))
      )`)
    // Full and not partial: a key is used once for ever, whatever becomes of its row.
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_work_item_key_unique" ON work_item (key)`)
    // Claims read these two alone; both hold only what is open, so they stay as small as the backlog.
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_work_item_claim" ON work_item (run_at, id) WHERE status IN ('due', 'retrying')`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_work_item_lease" ON work_item (lease_expires_at) WHERE status = 'running'`
    )
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_work_item_status_created" ON work_item (status, created_at DESC)`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_work_item_finished" ON work_item (finished_at)
       WHERE status IN ('done', 'cancelled')`
    )
    this.addSql(`
      CREATE TABLE IF NOT EXISTS work_key (
        key text NOT NULL CONSTRAINT work_key_pkey PRIMARY KEY,
        archived_at timestamptz NOT NULL DEFAULT now()
      )`)
    // Each row is written three times in its life; frequent vacuums keep the indexes of open work small.
    this.addSql(`ALTER TABLE work_item SET (autovacuum_vacuum_scale_factor = 0.05)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS work_key`)
    this.addSql(`DROP TABLE IF EXISTS work_item`)
  }
}
