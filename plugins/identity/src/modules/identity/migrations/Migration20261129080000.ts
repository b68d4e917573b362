import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Sign-ins, for the list that their owner sees. */
export class Migration20261129080000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE sign_in (
        id text PRIMARY KEY,
        identity_id text NOT NULL,
        actor_type text NOT NULL,
        token_hash text NOT NULL,
        epoch text,
        browser text CONSTRAINT sign_in_browser CHECK (length(browser) <= 40),
        system text CONSTRAINT sign_in_system CHECK (length(system) <= 40),
        first_seen_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT sign_in_seen CHECK (first_seen_at <= last_seen_at)
      )`)
    this.addSql(`CREATE UNIQUE INDEX sign_in_token_hash ON sign_in (token_hash)`)
    this.addSql(`CREATE INDEX sign_in_identity ON sign_in (identity_id, last_seen_at)`)
    this.addSql(`CREATE INDEX sign_in_expires_at ON sign_in (expires_at)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE sign_in`)
  }
}
