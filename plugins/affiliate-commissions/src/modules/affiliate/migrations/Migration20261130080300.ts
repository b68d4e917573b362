import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** How an order's disputes were when its commissions were computed: which were open, and what the lost ones cost. */
export class Migration20261130080300 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE affiliate_attribution
      ADD COLUMN open_disputes text[] NOT NULL DEFAULT '{}',
      -- whole minor units
      ADD COLUMN lost_amount numeric(38, 0) NOT NULL DEFAULT 0 CHECK (lost_amount >= 0 AND lost_amount <> 'NaN')`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE affiliate_attribution DROP COLUMN open_disputes, DROP COLUMN lost_amount`)
  }
}
