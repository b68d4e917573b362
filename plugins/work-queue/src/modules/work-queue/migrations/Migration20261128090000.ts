import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const enqueueWork = (column: "" | ", caused_by", type: "" | ", caused_by text") => `
  CREATE OR REPLACE FUNCTION enqueue_work(items jsonb, at timestamptz) RETURNS text[] LANGUAGE sql AS $$
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(items) AS item(
        id text, key text, kind text, version int, payload jsonb, max_attempts int, backoff_seconds int,
        run_at timestamptz, request_id text${type})
    ), written AS (
      INSERT INTO work_item (id, key, kind, version, payload, status, attempts, max_attempts, backoff_seconds,
                             run_at, request_id${column}, created_at, updated_at)
      SELECT id, key, kind, version, payload, 'due', 0, max_attempts, backoff_seconds, run_at, request_id${column}, at, at
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
`

/** Work knows what caused it. */
export class Migration20261128090000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE work_item ADD COLUMN IF NOT EXISTS caused_by text NULL`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_work_item_caused_by" ON work_item (caused_by) WHERE caused_by IS NOT NULL`
    )
    this.addSql(enqueueWork(", caused_by", ", caused_by text"))
  }

  override async down(): Promise<void> {
    this.addSql(enqueueWork("", ""))
    this.addSql(`DROP INDEX IF EXISTS "IDX_work_item_caused_by"`)
    this.addSql(`ALTER TABLE work_item DROP COLUMN IF EXISTS caused_by`)
  }
}
