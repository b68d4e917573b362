import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const INDEXES = {
  created: `(created_at, id)`,
  sent: `(sent_at, id)`,
  sent_last: `(sent_at DESC NULLS LAST, id DESC)`,
  status: `(status, id)`,
  template: `(template, id)`,
  attempts: `(attempts, id)`,
  of_status: `(status, created_at, id)`,
  of_template: `(template, created_at, id)`,
  searched: `USING gin (lower(event || ' ' || template) gin_trgm_ops)`,
}

/** For the orders, filters and the search of GET /admin/notification-messages. */
export class Migration20261128203500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE EXTENSION IF NOT EXISTS pg_trgm`)
    this.addSql(`DROP INDEX message_created_at`)
    for (const [name, columns] of Object.entries(INDEXES))
      this.addSql(`CREATE INDEX message_${name} ON message ${columns}`)
  }

  override async down(): Promise<void> {
    for (const name of Object.keys(INDEXES)) this.addSql(`DROP INDEX message_${name}`)
    this.addSql(`CREATE INDEX message_created_at ON message (created_at DESC)`)
  }
}
