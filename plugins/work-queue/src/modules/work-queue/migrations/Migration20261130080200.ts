import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Since when an item is postponed, again and again, because a service is down. */
export class Migration20261130080200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE work_item ADD COLUMN postponed_since timestamptz`)
    // Postponed work waits for something too, and keeps it while it is tried again.
    this.addSql(`ALTER TABLE work_item DROP CONSTRAINT IF EXISTS work_item_parked_check`)
    this.addSql(`
      ALTER TABLE work_item ADD CONSTRAINT work_item_parked_check
        CHECK ((status <> 'parked' OR waits_for IS NOT NULL)
          AND (waits_for IS NULL OR status IN ('parked', 'retrying', 'running')))`)
    // For the figure on the Operations page. Few rows are postponed, and none while all services respond.
    this.addSql(`
      CREATE INDEX work_item_postponed ON work_item (kind, postponed_since)
      WHERE postponed_since IS NOT NULL AND status = 'retrying'`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP INDEX work_item_postponed`)
    this.addSql(`UPDATE work_item SET waits_for = NULL WHERE status <> 'parked'`)
    this.addSql(`ALTER TABLE work_item DROP CONSTRAINT IF EXISTS work_item_parked_check`)
    this.addSql(`
      ALTER TABLE work_item ADD CONSTRAINT work_item_parked_check
        CHECK ((status = 'parked') = (waits_for IS NOT NULL))`)
    this.addSql(`ALTER TABLE work_item DROP COLUMN postponed_since`)
  }
}
