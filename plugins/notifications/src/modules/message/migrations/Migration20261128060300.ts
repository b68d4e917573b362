import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261128060300 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE message ADD COLUMN IF NOT EXISTS resends integer NOT NULL DEFAULT 0`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE IF EXISTS message DROP COLUMN IF EXISTS resends`)
  }
}
