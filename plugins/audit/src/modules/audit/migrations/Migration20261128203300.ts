import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const INDEXES = {
  outcome: `(outcome, id)`,
  actor_type: `(actor_type, id)`,
}

/** For the filters of GET /admin/audit-log that had no index. */
export class Migration20261128203300 extends Migration {
  override async up(): Promise<void> {
    for (const [name, columns] of Object.entries(INDEXES))
      this.addSql(`CREATE INDEX audit_entry_${name} ON audit_entry ${columns}`)
  }

  override async down(): Promise<void> {
    for (const name of Object.keys(INDEXES)) this.addSql(`DROP INDEX audit_entry_${name}`)
  }
}
