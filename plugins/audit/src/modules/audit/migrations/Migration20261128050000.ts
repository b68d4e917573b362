import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The audit log. What was written is never changed, which the database refuses also to hand-written SQL. */
export class Migration20261128050000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE EXTENSION IF NOT EXISTS pg_trgm`)
    this.addSql(`
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_entry_pkey PRIMARY KEY,
        created_at timestamptz(3) NOT NULL,
        action text NOT NULL,
        category text NOT NULL CONSTRAINT audit_entry_category CHECK (category IN ('change', 'access', 'security')),
        outcome text NOT NULL
          CONSTRAINT audit_entry_outcome CHECK (outcome IN ('started', 'succeeded', 'refused', 'failed')),
        actor_type text NOT NULL,
        actor_id text,
        actor_label text,
        address text,
        target_type text,
        target_id text,
        target_label text,
        before jsonb,
        after jsonb,
        details jsonb,
        reason text,
        request_id text,
        seq bigint,
        prev_hash text,
        hash text,
        key_id text,
        search text GENERATED ALWAYS AS (lower(
          action || ' ' || coalesce(actor_label, '') || ' ' || coalesce(actor_id, '') || ' ' || coalesce(address, '')
          || ' ' || coalesce(target_label, '') || ' ' || coalesce(target_id, '') || ' ' || coalesce(reason, '') || ' '
          || coalesce(request_id, ''))) STORED,
        CONSTRAINT audit_entry_sealed CHECK (num_nulls(seq, prev_hash, hash, key_id) IN (0, 4))
      )`)
    this.addSql(`CREATE UNIQUE INDEX audit_entry_seq ON audit_entry (seq)`)
    // As small as what waits for the next seal.
    this.addSql(`CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE seq IS NULL`)
    this.addSql(`CREATE INDEX audit_entry_created ON audit_entry (created_at, id)`)
    this.addSql(`CREATE INDEX audit_entry_action ON audit_entry (action, id)`)
    this.addSql(`CREATE INDEX audit_entry_category ON audit_entry (category, id)`)
    this.addSql(`CREATE INDEX audit_entry_actor ON audit_entry (actor_id, id)`)
    this.addSql(`CREATE INDEX audit_entry_target ON audit_entry (target_id, id)`)
    this.addSql(`CREATE INDEX audit_entry_target_type ON audit_entry (target_type, id)`)
    this.addSql(`CREATE INDEX audit_entry_address ON audit_entry (address, id)`)
    this.addSql(`CREATE INDEX audit_entry_search ON audit_entry USING gin (search gin_trgm_ops)`)

    // Where the chain begins once old entries were pruned: the last of them, signed.
    this.addSql(`
      CREATE TABLE audit_anchor (
        seq bigint CONSTRAINT audit_anchor_pkey PRIMARY KEY,
        hash text NOT NULL,
        key_id text NOT NULL,
        signature text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      )`)

    this.addSql(`
      CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'The audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$`)
    // Entries carry the database's time, so that none can be dated back, and are sealed later by the sealing step.
    this.addSql(`
      CREATE FUNCTION audit_entry_before_insert() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.seq IS NOT NULL THEN
          RAISE EXCEPTION 'An audit entry is written unsealed' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        NEW.created_at := clock_timestamp();
        RETURN NEW;
      END $$`)
    this.addSql(`
      CREATE FUNCTION audit_entry_before_update() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        seal CONSTANT text[] := ARRAY['seq', 'prev_hash', 'hash', 'key_id', 'search'];
      BEGIN
        IF OLD.seq IS NULL AND NEW.seq IS NOT NULL AND to_jsonb(NEW) - seal = to_jsonb(OLD) - seal THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'The audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$`)
    this.addSql(`
      CREATE FUNCTION audit_entry_before_delete() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.seq <= (SELECT max(seq) FROM audit_anchor) THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'The audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$`)
    for (const moment of ["insert", "update", "delete"])
      this.addSql(`
        CREATE TRIGGER audit_entry_${moment} BEFORE ${moment.toUpperCase()} ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_before_${moment}()`)
    this.addSql(`
      CREATE TRIGGER audit_anchor_kept BEFORE UPDATE OR DELETE ON audit_anchor
      FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()`)
    for (const table of ["audit_entry", "audit_anchor"])
      this.addSql(`
        CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE audit_entry`)
    this.addSql(`DROP TABLE audit_anchor`)
    for (const name of ["audit_refuse_change", "audit_entry_before_insert", "audit_entry_before_update"])
      this.addSql(`DROP FUNCTION ${name}`)
    this.addSql(`DROP FUNCTION audit_entry_before_delete`)
  }
}
