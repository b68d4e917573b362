import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const STANDARD = `created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz NULL`

/** Constraints prevent a second transfer for a session, negative amounts and duplicate refunds. */
export class Migration20261128130000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE TABLE IF NOT EXISTS acme_bank_transfer (
      id text PRIMARY KEY,
      session_id text NOT NULL UNIQUE,
      amount bigint NOT NULL CHECK (amount > 0),
      currency_code text NOT NULL,
      status text NOT NULL DEFAULT 'expected' CHECK (status IN ('expected', 'received', 'canceled')),
      received_at timestamptz NULL CHECK ((received_at IS NOT NULL) = (status = 'received')),
      ${STANDARD})`)
    this.addSql("CREATE INDEX IF NOT EXISTS acme_bank_transfer_created ON acme_bank_transfer (created_at, id)")
    this.addSql(`CREATE TABLE IF NOT EXISTS acme_bank_transfer_refund (
      id text PRIMARY KEY,
      transfer_id text NOT NULL REFERENCES acme_bank_transfer (id),
      amount bigint NOT NULL CHECK (amount > 0),
      ${STANDARD})`)
    this.addSql(
      "CREATE INDEX IF NOT EXISTS acme_bank_transfer_refund_transfer ON acme_bank_transfer_refund (transfer_id)"
    )
    this.addSql(`CREATE TABLE IF NOT EXISTS acme_welcome_call (
      id text PRIMARY KEY,
      summary text NOT NULL CHECK (summary <> ''),
      ${STANDARD})`)
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS acme_welcome_call")
    this.addSql("DROP TABLE IF EXISTS acme_bank_transfer_refund")
    this.addSql("DROP TABLE IF EXISTS acme_bank_transfer")
  }
}
