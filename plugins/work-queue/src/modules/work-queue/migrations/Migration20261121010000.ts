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
    // Full and not partial: a key is used once, permanently, whatever becomes of its row.
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
    // The insert of enqueueWork as a function, so that another context can write its row and the work it makes due in
    // one statement. The wake-up is delivered when the caller's transaction commits and forgotten when it rolls back;
    // the message is the business time (milliseconds since 1970) from which there is something to do, empty for now.
    // work_key holds the keys of archived items: a key runs once, also after its row is gone.
    this.addSql(`
      CREATE OR REPLACE FUNCTION enqueue_work(items jsonb, at timestamptz) RETURNS text[] LANGUAGE sql AS $$
        WITH wanted AS (
          SELECT * FROM jsonb_to_recordset(items) AS item(
            id text, key text, kind text, version int, payload jsonb, max_attempts int, backoff_seconds int,
            run_at timestamptz, request_id text)
        ), written AS (
          INSERT INTO work_item (id, key, kind, version, payload, status, attempts, max_attempts, backoff_seconds,
                                 run_at, request_id, created_at, updated_at)
          SELECT id, key, kind, version, payload, 'due', 0, max_attempts, backoff_seconds, run_at, request_id, at, at
          FROM wanted
          WHERE NOT EXISTS (SELECT 1 FROM work_key WHERE work_key.key = wanted.key)
          ORDER BY key
          ON CONFLICT (key) DO NOTHING
          RETURNING work_item.key, work_item.run_at
        ), first AS (
          SELECT min(run_at) AS run_at FROM written HAVING count(*) > 0
        ), woken AS MATERIALIZED (
          SELECT pg_notify('atrium_work', CASE WHEN run_at <= at THEN ''
                   ELSE CAST(floor(extract(epoch FROM run_at) * 1000) AS text) END) FROM first
        )
        SELECT coalesce(array_agg(key), '{}') FROM written WHERE (SELECT count(*) FROM woken) >= 0
      $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql("DROP FUNCTION IF EXISTS enqueue_work(jsonb, timestamptz);")
    this.addSql(`DROP TABLE IF EXISTS work_key`)
    this.addSql(`DROP TABLE IF EXISTS work_item`)
  }
}
