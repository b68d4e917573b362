import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const INDEXES = {
  // GET /admin/commissions: its orders.
  updated: `(updated_at, id)`,
  paid: `(paid_at, id)`,
  matures: `(matures_at, id)`,
  amount: `(amount, id)`,
  status: `(status, id)`,
  // Its filter by status, newest first.
  of_status: `(status, created_at, id)`,
  // GET /store/customers/me/affiliate/commissions: its other orders.
  of_affiliate_matures: `(affiliate_id, matures_at, id)`,
  of_affiliate_amount: `(affiliate_id, amount, id)`,
  of_affiliate_status: `(affiliate_id, status, created_at, id)`,
  // Its search.
  searched: `USING gin (lower(regexp_replace(normalize(service_title || ' ' || order_id, NFKD), '[' || chr(768) || '-' || chr(879) || ']', '', 'g')) gin_trgm_ops)`,
}

/** For the lists of commissions, affiliates and rules. */
export class Migration20261128203200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE EXTENSION IF NOT EXISTS pg_trgm`)
    for (const [name, columns] of Object.entries(INDEXES))
      this.addSql(`CREATE INDEX commission_${name} ON commission ${columns}`)
    // GET /admin/affiliates, /admin/commission-rules
    this.addSql(`CREATE INDEX affiliate_status ON affiliate (status, id)`)
    this.addSql(`CREATE INDEX affiliate_of_programme ON affiliate (programme_id, created_at, id)`)
    this.addSql(`CREATE INDEX commission_rule_created ON commission_rule (created_at, id)`)
    this.addSql(`CREATE INDEX commission_rule_list ON commission_rule (programme_id, (coalesce(service_id, '')), id)`)
  }

  override async down(): Promise<void> {
    for (const name of Object.keys(INDEXES)) this.addSql(`DROP INDEX commission_${name}`)
    for (const name of [
      "affiliate_status",
      "affiliate_of_programme",
      "commission_rule_created",
      "commission_rule_list",
    ])
      this.addSql(`DROP INDEX ${name}`)
  }
}
