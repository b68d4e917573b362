import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What is typed at a checkout, encrypted. */
export class Migration20261129204500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE checkout_draft (
        id text PRIMARY KEY,
        cart_id text,
        plan jsonb,
        purchase_id text,
        customer_id text,
        entered text NOT NULL CHECK (starts_with(entered, 'v1.')),
        email text CHECK (starts_with(email, 'v1.')),
        email_index text,
        remind boolean NOT NULL DEFAULT false,
        reminded_at timestamptz,
        version integer NOT NULL CHECK (version > 0),
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT checkout_draft_of_cart_or_plan CHECK ((cart_id IS NULL) <> (plan IS NULL)),
        CONSTRAINT checkout_draft_index_of_email CHECK ((email IS NULL) = (email_index IS NULL))
      )`)
    this.addSql(`CREATE UNIQUE INDEX checkout_draft_cart ON checkout_draft (cart_id)`)
    this.addSql(`CREATE INDEX checkout_draft_email ON checkout_draft (email_index)`)
    this.addSql(`CREATE INDEX checkout_draft_customer ON checkout_draft (customer_id)`)
    this.addSql(`CREATE INDEX checkout_draft_updated ON checkout_draft (updated_at)`)
    this.addSql(
      `CREATE INDEX checkout_draft_to_remind ON checkout_draft (updated_at) WHERE remind AND reminded_at IS NULL`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE checkout_draft`)
  }
}
