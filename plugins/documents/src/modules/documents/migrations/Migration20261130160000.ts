import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** A file whose deletion has started can't be mistaken for one that is still being stored. */
export class Migration20261130160000 extends Migration {
  override async up(): Promise<void> {
    this.addSql("ALTER TABLE personal_file DROP CONSTRAINT IF EXISTS personal_file_state_check")
    this.addSql(
      `ALTER TABLE personal_file ADD CONSTRAINT personal_file_state_check
         CHECK (state IN ('storing', 'stored', 'deleting'))`
    )
  }

  override async down(): Promise<void> {
    this.addSql("UPDATE personal_file SET state = 'storing' WHERE state = 'deleting'")
    this.addSql("ALTER TABLE personal_file DROP CONSTRAINT IF EXISTS personal_file_state_check")
    this.addSql(
      "ALTER TABLE personal_file ADD CONSTRAINT personal_file_state_check CHECK (state IN ('storing', 'stored'))"
    )
  }
}
