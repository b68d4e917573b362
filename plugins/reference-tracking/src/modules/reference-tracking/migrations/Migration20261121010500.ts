import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Reference numbers and their timelines. What must never change is refused by the database, also for hand-written SQL. */
export class Migration20261121010500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE tracked_subject (
        id text PRIMARY KEY,
        kind text NOT NULL,
        subject_id text NOT NULL,
        reference_number text NOT NULL,
        title text NOT NULL,
        status text NOT NULL,
        status_since timestamptz NOT NULL,
        request_id text,
        last_seq int NOT NULL,
        head_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        deleted_at timestamptz,
        CONSTRAINT tracked_subject_reference_format CHECK (reference_number ~ '^[A-Z]{2}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}$'),
        CONSTRAINT tracked_subject_never_deleted CHECK (deleted_at IS NULL)
      )`)
    // Full indexes, not partial ones: a number and a subject are taken forever.
    this.addSql(`CREATE UNIQUE INDEX tracked_subject_reference_number ON tracked_subject (reference_number)`)
    this.addSql(`CREATE UNIQUE INDEX tracked_subject_subject_id ON tracked_subject (subject_id)`)
    this.addSql(`
      CREATE TABLE timeline_event (
        id text PRIMARY KEY,
        subject_id text NOT NULL REFERENCES tracked_subject (subject_id),
        seq int NOT NULL CONSTRAINT timeline_event_seq_positive CHECK (seq > 0),
        type text NOT NULL,
        status text,
        visibility text NOT NULL CONSTRAINT timeline_event_visibility CHECK (visibility IN ('public', 'internal')),
        note text,
        data jsonb,
        occurred_at timestamptz NOT NULL,
        content_hash text NOT NULL,
        hash text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        deleted_at timestamptz
      )`)
    this.addSql(`CREATE UNIQUE INDEX timeline_event_subject_seq ON timeline_event (subject_id, seq)`)
    this.addSql(`
      CREATE FUNCTION timeline_event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'The timeline is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$`)
    this.addSql(`
      CREATE TRIGGER timeline_event_append_only BEFORE UPDATE OR DELETE ON timeline_event
      FOR EACH ROW EXECUTE FUNCTION timeline_event_refuse_change()`)
    this.addSql(`
      CREATE TRIGGER timeline_event_no_truncate BEFORE TRUNCATE ON timeline_event
      FOR EACH STATEMENT EXECUTE FUNCTION timeline_event_refuse_change()`)
    this.addSql(`
      CREATE FUNCTION tracked_subject_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'A reference number is given once and kept' USING ERRCODE = 'integrity_constraint_violation';
      END $$`)
    this.addSql(`
      CREATE TRIGGER tracked_subject_kept BEFORE DELETE ON tracked_subject
      FOR EACH ROW EXECUTE FUNCTION tracked_subject_refuse_change()`)
    this.addSql(`
      CREATE TRIGGER tracked_subject_fixed BEFORE UPDATE ON tracked_subject FOR EACH ROW
      WHEN (NEW.reference_number <> OLD.reference_number OR NEW.subject_id <> OLD.subject_id OR NEW.kind <> OLD.kind
        OR NEW.id <> OLD.id OR NEW.last_seq < OLD.last_seq)
      EXECUTE FUNCTION tracked_subject_refuse_change()`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE timeline_event`)
    this.addSql(`DROP TABLE tracked_subject`)
    this.addSql(`DROP FUNCTION timeline_event_refuse_change`)
    this.addSql(`DROP FUNCTION tracked_subject_refuse_change`)
  }
}
