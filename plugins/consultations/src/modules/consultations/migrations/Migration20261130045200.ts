import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Providers may cancel too. */
export class Migration20261130045200 extends Migration {
  override async up(): Promise<void> {
    this.addSql("ALTER TABLE consultation DROP CONSTRAINT IF EXISTS consultation_canceled_by_check")
    this.addSql(`ALTER TABLE consultation ADD CONSTRAINT consultation_canceled_by_check
      CHECK (canceled_by IN ('visitor', 'provider', 'staff'))`)
  }
}
