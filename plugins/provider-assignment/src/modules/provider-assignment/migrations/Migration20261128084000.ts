import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What ended the sign-ins of providers before plugin `identity` did it for everyone. Nothing reads it. */
export class Migration20261128084000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE provider DROP COLUMN signed_in_since`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE IF EXISTS provider ADD COLUMN signed_in_since timestamptz`)
  }
}
