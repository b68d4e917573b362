import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TABLES = [
  "affiliate_programme",
  "affiliate_programme_version",
  "commission_rule",
  "commission_rule_version",
  "affiliate",
  "affiliate_status_history",
  "affiliate_click",
  "affiliate_click_day",
  "affiliate_attribution",
  "commission",
  "commission_history",
]
const UNDATED = ["affiliate_programme_version", "commission_rule_version", "affiliate_click", "affiliate_click_day"]
const UNCHANGED = [...UNDATED, "affiliate_status_history", "commission_history"]

/** The columns that every Medusa model has: without them, neither lists nor `query.graph` can read a table. */
export class Migration20261128135900 extends Migration {
  override up(): Promise<void> {
    for (const table of TABLES) this.addSql(`ALTER TABLE ${table} ADD COLUMN deleted_at timestamptz NULL`)
    for (const table of UNDATED)
      this.addSql(`ALTER TABLE ${table} ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()`)
    for (const table of UNCHANGED)
      this.addSql(`ALTER TABLE ${table} ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()`)
    return Promise.resolve()
  }

  override down(): Promise<void> {
    for (const table of UNCHANGED) this.addSql(`ALTER TABLE ${table} DROP COLUMN updated_at`)
    for (const table of UNDATED) this.addSql(`ALTER TABLE ${table} DROP COLUMN created_at`)
    for (const table of TABLES) this.addSql(`ALTER TABLE ${table} DROP COLUMN deleted_at`)
    return Promise.resolve()
  }
}
