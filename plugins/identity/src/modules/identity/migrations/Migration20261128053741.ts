import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261128053741 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE emailed_link (
        id text PRIMARY KEY,
        purpose text NOT NULL CONSTRAINT emailed_link_purpose CHECK (purpose IN ('registration', 'password_reset')),
        email text NOT NULL,
        token_hash text,
        expires_at timestamptz NOT NULL,
        sent_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz
      )`)
    this.addSql(`CREATE UNIQUE INDEX emailed_link_email_purpose ON emailed_link (email, purpose)`)
    this.addSql(`CREATE UNIQUE INDEX emailed_link_token_hash ON emailed_link (token_hash) WHERE token_hash IS NOT NULL`)
    this.addSql(`CREATE INDEX emailed_link_expires_at ON emailed_link (expires_at)`)
    this.addSql(`
      CREATE TABLE revoked_token (
        id text PRIMARY KEY,
        token_hash text NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz
      )`)
    this.addSql(`CREATE UNIQUE INDEX revoked_token_hash ON revoked_token (token_hash)`)
    this.addSql(`CREATE INDEX revoked_token_expires_at ON revoked_token (expires_at)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE emailed_link`)
    this.addSql(`DROP TABLE revoked_token`)
  }
}
