import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** When an order stopped containing a unit. */
export class Migration20261128053600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE service_request ADD COLUMN removed_at timestamptz`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE service_request DROP COLUMN removed_at`)
  }
}
