import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * How far each order is, for Admin's list and its filters. Computed from the order's requests and shipments; a nightly
 * job corrects what differs. `completed_in_core`: core's status was set to `completed` here, not by staff.
 */
export class Migration20261130170000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE TABLE order_progress (
      order_id text PRIMARY KEY,
      progress text NOT NULL CHECK (progress IN ('received', 'processing', 'completed', 'canceled')),
      since timestamptz NOT NULL,
      placed_at timestamptz NOT NULL,
      completed_in_core boolean NOT NULL,
      updated_at timestamptz NOT NULL
    )`)
    this.addSql(`CREATE INDEX order_progress_placed ON order_progress (placed_at, order_id)`)
    this.addSql(`CREATE INDEX order_progress_since ON order_progress (since, order_id)`)
    this.addSql(`CREATE INDEX order_progress_of_state ON order_progress (progress, placed_at, order_id)`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE order_progress`)
  }
}
