import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Changes of customers' email addresses. */
export class Migration20261129034500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE email_change (
        id text PRIMARY KEY,
        identity_id text NOT NULL,
        customer_id text NOT NULL,
        from_email text NOT NULL,
        to_email text NOT NULL,
        token_hash text,
        stop_hash text NOT NULL,
        requested_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        epoch text,
        finished_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz
      )`)
    this.addSql(`CREATE INDEX email_change_identity ON email_change (identity_id, requested_at)`)
    this.addSql(`CREATE UNIQUE INDEX email_change_token_hash ON email_change (token_hash) WHERE token_hash IS NOT NULL`)
    this.addSql(`CREATE UNIQUE INDEX email_change_stop_hash ON email_change (stop_hash)`)
    this.addSql(`CREATE INDEX email_change_requested_at ON email_change (requested_at)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE email_change`)
  }
}
