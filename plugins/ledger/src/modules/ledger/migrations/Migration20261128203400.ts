import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const INDEXES = {
  created: `(created_at, id)`,
  kind: `(kind, id)`,
  of_kind: `(kind, occurred_at, id)`,
  searched: `USING gin (lower(regexp_replace(normalize(id || ' ' || key || ' ' || source_id || ' ' || description, NFKD), '[' || chr(768) || '-' || chr(879) || ']', '', 'g')) gin_trgm_ops)`,
}

/** For the orders, the filter by kind and the search of GET /admin/ledger/entries. */
export class Migration20261128203400 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE EXTENSION IF NOT EXISTS pg_trgm`)
    for (const [name, columns] of Object.entries(INDEXES))
      this.addSql(`CREATE INDEX ledger_entry_${name} ON ledger_entry ${columns}`)
  }

  override async down(): Promise<void> {
    for (const name of Object.keys(INDEXES)) this.addSql(`DROP INDEX ledger_entry_${name}`)
  }
}
