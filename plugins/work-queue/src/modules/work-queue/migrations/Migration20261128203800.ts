import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const INDEXES = {
  created: `(created_at, id)`,
  updated: `(updated_at, id)`,
  run: `(run_at, id)`,
  finished_list: `(finished_at, id)`,
  finished_last: `(finished_at DESC NULLS LAST, id DESC)`,
  attempts: `(attempts, id)`,
  kind: `(kind, id)`,
  status: `(status, id)`,
  of_kind: `(kind, created_at, id)`,
  key_start: `(lower(key) text_pattern_ops)`,
  key_part: `(lower(split_part(key, ':', 2)) text_pattern_ops)`,
  request: `(request_id text_pattern_ops) WHERE request_id IS NOT NULL`,
  error: `USING gin (lower(last_error) gin_trgm_ops) WHERE last_error IS NOT NULL`,
}

/**
 * For the orders, the filter by kind and the search of GET /admin/work-items. No trigrams of keys: they would cost every
 * purchase some milliseconds.
 */
export class Migration20261128203800 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE EXTENSION IF NOT EXISTS pg_trgm`)
    for (const [name, columns] of Object.entries(INDEXES))
      this.addSql(`CREATE INDEX work_item_${name} ON work_item ${columns}`)
  }

  override async down(): Promise<void> {
    for (const name of Object.keys(INDEXES)) this.addSql(`DROP INDEX work_item_${name}`)
  }
}
