import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TABLES = ["ledger_account", "ledger_entry", "ledger_posting"]

/** The columns that Medusa's models have, so that `query.graph` can read the tables. Nothing writes them. */
export class Migration20261128094000 extends Migration {
  override async up(): Promise<void> {
    for (const table of TABLES)
      this.addSql(`ALTER TABLE ${table}
        ADD COLUMN IF NOT EXISTS created_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN IF NOT EXISTS updated_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN IF NOT EXISTS deleted_at timestamptz NULL`)
  }

  override async down(): Promise<void> {
    this.addSql("ALTER TABLE ledger_posting DROP COLUMN IF EXISTS created_at")
    for (const table of TABLES)
      this.addSql(`ALTER TABLE ${table} DROP COLUMN IF EXISTS updated_at, DROP COLUMN IF EXISTS deleted_at`)
  }
}
