import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TIMES = `
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz`

/** Requests for export and erasure of a person's data, and what they did with each table. */
export class Migration20261129112900 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE privacy_request (
        id text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('export', 'erase')),
        status text NOT NULL CHECK (status IN ('requested', 'running', 'incomplete', 'completed', 'refused')),
        origin text NOT NULL CHECK (origin IN ('customer', 'guest', 'staff')),
        email text,
        customer_id text,
        reason text,
        token_hash text,
        requested_at timestamptz NOT NULL,
        link_expires_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        completed_at timestamptz,
        person jsonb,
        refusals jsonb NOT NULL DEFAULT '[]',
        remaining jsonb NOT NULL DEFAULT '[]',
        archive_expires_at timestamptz,
        ${TIMES},
        CONSTRAINT privacy_request_confirmed CHECK (status = 'requested' OR confirmed_at IS NOT NULL),
        CONSTRAINT privacy_request_completed CHECK ((status IN ('completed', 'refused')) = (completed_at IS NOT NULL)),
        CONSTRAINT privacy_request_remaining CHECK ((status = 'incomplete') = (remaining <> '[]')),
        CONSTRAINT privacy_request_archive CHECK (archive_expires_at IS NULL OR kind = 'export')
      )`)
    this.addSql(
      `CREATE UNIQUE INDEX privacy_request_token ON privacy_request (token_hash) WHERE token_hash IS NOT NULL`
    )
    this.addSql(`CREATE INDEX privacy_request_email ON privacy_request (email, requested_at) WHERE email IS NOT NULL`)
    this.addSql(`CREATE INDEX privacy_request_requested ON privacy_request (requested_at DESC, id DESC)`)
    this.addSql(`CREATE INDEX privacy_request_done ON privacy_request (completed_at DESC NULLS LAST, id DESC)`)
    this.addSql(`CREATE INDEX privacy_request_customer ON privacy_request (customer_id, requested_at DESC)`)
    this.addSql(`
      CREATE TABLE privacy_step (
        id text PRIMARY KEY,
        request_id text NOT NULL REFERENCES privacy_request (id) ON DELETE CASCADE,
        table_name text NOT NULL,
        what text NOT NULL,
        done text NOT NULL CHECK (done IN ('exported', 'deleted', 'cleared', 'kept')),
        row_count int NOT NULL CHECK (row_count >= 0),
        why text,
        ${TIMES},
        CONSTRAINT privacy_step_once UNIQUE (request_id, table_name)
      )`)
    // In the database, so that an archive and its request are there together and go together.
    this.addSql(`
      CREATE TABLE privacy_archive (
        request_id text PRIMARY KEY REFERENCES privacy_request (id) ON DELETE CASCADE,
        content bytea NOT NULL
      )`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE privacy_archive`)
    this.addSql(`DROP TABLE privacy_step`)
    this.addSql(`DROP TABLE privacy_request`)
  }
}
