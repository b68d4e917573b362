import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** For the filter "overdue" of the list of service requests, by due date. */
export class Migration20261129180000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE INDEX service_request_open_due ON service_request (due_at, id)
      WHERE deleted_at IS NULL AND status NOT IN ('completed', 'cancelled')`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX service_request_open_due`)
  }
}
