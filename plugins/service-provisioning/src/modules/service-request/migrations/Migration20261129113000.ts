import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Links by which customers add what they bought as guests to their account. */
export class Migration20261129113000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE purchase_claim (
        id text PRIMARY KEY,
        order_id text NOT NULL,
        customer_id text NOT NULL,
        email text NOT NULL,
        token_hash text,
        requested_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > requested_at),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz
      )`)
    this.addSql(`CREATE UNIQUE INDEX purchase_claim_token ON purchase_claim (token_hash) WHERE token_hash IS NOT NULL`)
    this.addSql(`CREATE INDEX purchase_claim_order ON purchase_claim (order_id, requested_at)`)
    this.addSql(`CREATE INDEX purchase_claim_requested ON purchase_claim (requested_at)`)
    // Guests' requests of an address, for the account that proves it.
    this.addSql(`CREATE INDEX service_request_of_email ON service_request (customer_email) WHERE deleted_at IS NULL`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX service_request_of_email`)
    this.addSql(`DROP TABLE purchase_claim`)
  }
}
