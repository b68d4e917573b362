import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261128093000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE message ADD COLUMN IF NOT EXISTS channel text NOT NULL DEFAULT 'email'`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE IF EXISTS message DROP COLUMN IF EXISTS channel`)
  }
}
