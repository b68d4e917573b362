import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Uploaded CSV files of services, checked first and then imported. */
export class Migration20261129212431 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE service_import (
        id text PRIMARY KEY,
        file_name text NOT NULL,
        status text NOT NULL CHECK (status IN ('checking', 'checked', 'importing', 'completed')),
        decimal_comma boolean NOT NULL,
        skip_wrong boolean NOT NULL DEFAULT false,
        created_by text,
        checked_at timestamptz,
        confirmed_at timestamptz,
        completed_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        deleted_at timestamptz,
        CONSTRAINT service_import_checked CHECK ((status = 'checking') = (checked_at IS NULL)),
        CONSTRAINT service_import_confirmed CHECK ((status IN ('importing', 'completed')) = (confirmed_at IS NOT NULL)),
        CONSTRAINT service_import_completed CHECK ((status = 'completed') = (completed_at IS NOT NULL))
      )`)
    this.addSql(`CREATE INDEX service_import_created ON service_import (created_at)`)
    // The key makes each line of a file one row: it gets one plan and one result.
    this.addSql(`
      CREATE TABLE service_import_line (
        import_id text NOT NULL REFERENCES service_import (id) ON DELETE CASCADE,
        line int NOT NULL,
        service int NOT NULL,
        cells jsonb NOT NULL,
        action text CHECK (action IN ('create', 'update', 'unchanged', 'wrong')),
        problems jsonb NOT NULL DEFAULT '[]',
        started boolean NOT NULL DEFAULT false,
        result text CHECK (result IN ('created', 'updated', 'unchanged', 'failed', 'skipped')),
        PRIMARY KEY (import_id, line),
        CONSTRAINT service_import_line_checked CHECK (result IS NULL OR action IS NOT NULL)
      )`)
    this.addSql(
      `CREATE INDEX service_import_line_open ON service_import_line (import_id, service) WHERE result IS NULL`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE service_import_line`)
    this.addSql(`DROP TABLE service_import`)
  }
}
