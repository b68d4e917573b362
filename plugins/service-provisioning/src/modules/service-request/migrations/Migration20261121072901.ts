import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Whether somebody followed a refund of the order, so that a unit counted afterwards follows it too. */
export class Migration20261121072901 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE service_order ADD COLUMN refunds_followed boolean NOT NULL DEFAULT false`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE service_order DROP COLUMN refunds_followed`)
  }
}
