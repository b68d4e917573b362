import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** When staff stopped the clock of a request whose payment is disputed; null while it runs. */
export class Migration20261130090000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE service_request ADD COLUMN clock_stopped_at timestamptz`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE service_request DROP COLUMN clock_stopped_at`)
  }
}
