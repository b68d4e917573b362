import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TEXT = `reference_number || ' ' || replace(reference_number, '-', '') || ' ' || customer_name || ' '
  || customer_email || ' ' || customer_phone || ' ' || service_title || ' ' || tier_title`

// As foldedSql of @atrium/server writes it; a migration keeps its own copy, for it must never change.
const FOLDED = `lower(regexp_replace(normalize(${TEXT}, NFKD), '[' || chr(768) || '-' || chr(879) || ']', '', 'g'))`

/** Staff find people without their accents: "zoe" finds "Zoë". */
export class Migration20261128061500 extends Migration {
  override up(): Promise<void> {
    return this.searchBy(FOLDED)
  }

  override down(): Promise<void> {
    return this.searchBy(`lower(${TEXT})`)
  }

  private searchBy(expression: string): Promise<void> {
    this.addSql(`ALTER TABLE service_request DROP COLUMN search_text`)
    this.addSql(`ALTER TABLE service_request ADD COLUMN search_text text GENERATED ALWAYS AS (${expression}) STORED`)
    this.addSql(`CREATE INDEX service_request_search ON service_request USING gin (search_text gin_trgm_ops)`)
    return Promise.resolve()
  }
}
