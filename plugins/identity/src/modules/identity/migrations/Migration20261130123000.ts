import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Suspensions of customers. The unique index decides between simultaneous ones. */
export class Migration20261130123000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE customer_suspension (
        id text PRIMARY KEY,
        customer_id text NOT NULL,
        reason text NOT NULL,
        suspended_by text NOT NULL,
        suspended_at timestamptz NOT NULL,
        end_reason text,
        ended_by text,
        ended_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT customer_suspension_ended CHECK (
          (ended_at IS NULL) = (end_reason IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL))
      )`)
    this.addSql(
      `CREATE UNIQUE INDEX customer_suspension_open ON customer_suspension (customer_id) WHERE ended_at IS NULL`
    )
    this.addSql(`CREATE INDEX customer_suspension_customer ON customer_suspension (customer_id, suspended_at)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE customer_suspension`)
  }
}
