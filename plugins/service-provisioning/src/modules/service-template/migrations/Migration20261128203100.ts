import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const INDEXES = {
  live_updated: `(updated_at, id) WHERE deleted_at IS NULL`,
  live_created: `(created_at, id) WHERE deleted_at IS NULL`,
}

/** For the orders of GET /admin/service-templates, which also count alone. */
export class Migration20261128203100 extends Migration {
  override async up(): Promise<void> {
    for (const [name, columns] of Object.entries(INDEXES))
      this.addSql(`CREATE INDEX service_template_${name} ON service_template ${columns}`)
  }

  override async down(): Promise<void> {
    for (const name of Object.keys(INDEXES)) this.addSql(`DROP INDEX service_template_${name}`)
  }
}
