import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What became of an order since it was paid, as far as its commissions follow it: units taken out, money taken later. */
export class Migration20261128061743 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `ALTER TABLE affiliate_attribution ADD COLUMN changes jsonb NOT NULL DEFAULT '{"removed": {}, "added": "0"}'`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE affiliate_attribution DROP COLUMN changes`)
  }
}
