import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Who asked for a person's erasure, and which second person confirmed it. */
export class Migration20261130083000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE privacy_request ADD COLUMN asked_by text, ADD COLUMN confirmed_by text`)
    this.addSql(
      `ALTER TABLE privacy_request ADD CONSTRAINT privacy_request_two_persons CHECK (confirmed_by <> asked_by)`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE privacy_request DROP CONSTRAINT privacy_request_two_persons`)
    this.addSql(`ALTER TABLE privacy_request DROP COLUMN confirmed_by, DROP COLUMN asked_by`)
  }
}
