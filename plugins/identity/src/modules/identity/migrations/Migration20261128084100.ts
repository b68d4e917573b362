import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Verification codes that were tried. */
export class Migration20261128084100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE spent_code (
        id text PRIMARY KEY,
        code_hash text NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz
      )`)
    this.addSql(`CREATE UNIQUE INDEX spent_code_hash ON spent_code (code_hash)`)
    this.addSql(`CREATE INDEX spent_code_expires_at ON spent_code (expires_at)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE spent_code`)
  }
}
