import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Files that people send. Of those that belong to no order, each has a moment when it is deleted. */
export class Migration20261130075500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE TABLE IF NOT EXISTS personal_file (
      id text PRIMARY KEY,
      owner_kind text NOT NULL CHECK (owner_kind IN ('cart', 'draft', 'request', 'order')),
      owner_id text NOT NULL,
      question_id text NOT NULL,
      line_item_id text NULL,
      customer_id text NULL,
      name text NOT NULL CHECK (starts_with(name, 'v1.')),
      kind text NOT NULL,
      size int NOT NULL CHECK (size > 0),
      sha256 text NOT NULL,
      storage_key text NOT NULL,
      state text NOT NULL CHECK (state IN ('storing', 'stored')),
      expires_at timestamptz NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      deleted_at timestamptz NULL,
      UNIQUE (storage_key),
      CONSTRAINT personal_file_waiting_ends CHECK ((owner_kind = 'order') = (expires_at IS NULL)))`)
    this.addSql("CREATE INDEX IF NOT EXISTS personal_file_owner ON personal_file (owner_kind, owner_id)")
    this.addSql("CREATE INDEX IF NOT EXISTS personal_file_customer ON personal_file (customer_id)")
    this.addSql("CREATE INDEX IF NOT EXISTS personal_file_expires ON personal_file (expires_at)")
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS personal_file")
  }
}
