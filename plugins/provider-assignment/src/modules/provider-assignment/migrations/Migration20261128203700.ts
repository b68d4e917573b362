import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const INDEXES = {
  reference: `(reference_number, id)`,
  kind: `(kind, id)`,
  of_kind: `(kind, created_at, id)`,
  of_winner: `(winner_id, created_at, id)`,
  searched: `USING gin (lower(reference_number) gin_trgm_ops)`,
}

/** For the orders, filters and the search of GET /admin/assignment-decisions. */
export class Migration20261128203700 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE EXTENSION IF NOT EXISTS pg_trgm`)
    for (const [name, columns] of Object.entries(INDEXES))
      this.addSql(`CREATE INDEX assignment_decision_${name} ON assignment_decision ${columns}`)
    // GET /admin/providers counts the open requests of each provider.
    this.addSql(`CREATE INDEX assignment_open ON assignment (provider_id) WHERE released_at IS NULL`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX assignment_open`)
    for (const name of Object.keys(INDEXES)) this.addSql(`DROP INDEX assignment_decision_${name}`)
  }
}
