import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The reconciler asks for payments that hold or have taken money, and not for authorizations alone. */
export class Migration20261121040202 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS sandbox_payment_intent_money ON sandbox_payment_intent (updated_at, id)
       WHERE status IN ('authorized', 'captured')`
    )
    this.addSql(`DROP INDEX IF EXISTS sandbox_payment_intent_authorized`)
  }

  override async down(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS sandbox_payment_intent_authorized ON sandbox_payment_intent (updated_at, id) WHERE status = 'authorized'`
    )
    this.addSql(`DROP INDEX IF EXISTS sandbox_payment_intent_money`)
  }
}
