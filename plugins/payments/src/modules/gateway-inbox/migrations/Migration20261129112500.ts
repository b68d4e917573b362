import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Until when the shop can respond to a dispute, as its gateway reports it. */
export class Migration20261129112500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE gateway_dispute ADD COLUMN respond_by timestamptz`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE gateway_dispute DROP COLUMN respond_by`)
  }
}
