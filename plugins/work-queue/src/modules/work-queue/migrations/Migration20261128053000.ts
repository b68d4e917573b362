import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261128053000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE work_item ADD COLUMN IF NOT EXISTS waits_for text NULL`)
    this.addSql(`ALTER TABLE work_item DROP CONSTRAINT IF EXISTS work_item_status_check`)
    this.addSql(`
      ALTER TABLE work_item ADD CONSTRAINT work_item_status_check
        CHECK (status IN ('due', 'running', 'retrying', 'parked', 'done', 'dead', 'cancelled'))`)
    this.addSql(`ALTER TABLE work_item DROP CONSTRAINT IF EXISTS work_item_parked_check`)
    this.addSql(`
      ALTER TABLE work_item ADD CONSTRAINT work_item_parked_check
        CHECK ((status = 'parked') = (waits_for IS NOT NULL))`)
    // Until now a request that no provider could take was a dead item. It is named here because whoever owns the kind
    // cannot know when the new state is allowed.
    this.addSql(`
      UPDATE work_item
      SET status = 'parked', finished_at = NULL,
        last_error = regexp_replace(last_error, '^(\\S+): .*$', 'No eligible provider for \\1'),
        waits_for = 'A provider who can take the request'
      WHERE status = 'dead' AND kind = 'provider-assignment.assign-request'
        AND last_error ~ '(Nobody of [0-9]+ provider(s|) could take it|There was no active provider)[.]$'`)
  }

  override async down(): Promise<void> {
    this.addSql(
      `UPDATE work_item SET status = 'dead', waits_for = NULL, finished_at = updated_at WHERE status = 'parked'`
    )
    this.addSql(`ALTER TABLE work_item DROP CONSTRAINT IF EXISTS work_item_parked_check`)
    this.addSql(`ALTER TABLE work_item DROP CONSTRAINT IF EXISTS work_item_status_check`)
    this.addSql(`
      ALTER TABLE work_item ADD CONSTRAINT work_item_status_check
        CHECK (status IN ('due', 'running', 'retrying', 'done', 'dead', 'cancelled'))`)
    this.addSql(`ALTER TABLE work_item DROP COLUMN IF EXISTS waits_for`)
  }
}
