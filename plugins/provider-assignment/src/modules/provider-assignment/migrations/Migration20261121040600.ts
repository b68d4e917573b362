import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121040600 extends Migration {
  override async up(): Promise<void> {
    // Sign-ins from before this moment have ended: a new password was chosen. Null: none has.
    this.addSql(`ALTER TABLE provider ADD COLUMN signed_in_since timestamptz`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE IF EXISTS provider DROP COLUMN IF EXISTS signed_in_since`)
  }
}
