import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What an order's requests share: the affiliate that is credited, and what was paid. */
export class Migration20261121040101 extends Migration {
  override async up(): Promise<void> {
    // Null until the order's payment has fanned out: an affiliate may be credited before.
    this.addSql(`ALTER TABLE service_order ALTER COLUMN units DROP NOT NULL`)
    this.addSql(`ALTER TABLE service_order
      ADD COLUMN affiliate_id text,
      ADD COLUMN affiliate_code text,
      -- what the whole order cost when it was paid, goods included, major units; refunds are shared over it
      ADD COLUMN amount numeric`)
    this.addSql(`CREATE INDEX service_request_affiliate_id ON service_request (affiliate_id, created_at DESC, id DESC)
      WHERE affiliate_id IS NOT NULL`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX IF EXISTS service_request_affiliate_id`)
    this.addSql(`ALTER TABLE service_order DROP COLUMN amount, DROP COLUMN affiliate_code, DROP COLUMN affiliate_id`)
    this.addSql(`DELETE FROM service_order WHERE units IS NULL`)
    this.addSql(`ALTER TABLE service_order ALTER COLUMN units SET NOT NULL`)
  }
}
