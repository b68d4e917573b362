import { Migration } from "@medusajs/framework/mikro-orm/migrations"

// A temporary table of the same name would otherwise be read instead of the real one.
const FIXED_PATH = "SET search_path = public, pg_temp"

/** What rows must be together, held by the database against any writer, hand-written SQL included. */
export class Migration20261121040302 extends Migration {
  override async up(): Promise<void> {
    // Deferred to the commit, so that an entry and its postings may come in any number of statements.
    this.addSql(`
      CREATE FUNCTION ledger_check_entry() RETURNS trigger LANGUAGE plpgsql ${FIXED_PATH} AS $$
      DECLARE
        checked text;
      BEGIN
        IF TG_TABLE_NAME = 'ledger_entry' THEN checked := NEW.id; ELSE checked := NEW.entry_id; END IF;
        IF EXISTS (SELECT FROM ledger_posting WHERE entry_id = checked
                   GROUP BY currency_code HAVING sum(amount) <> 0) THEN
          RAISE EXCEPTION 'The postings of a ledger entry must sum to zero in each currency'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balanced', TABLE = 'ledger_entry';
        END IF;
        IF NOT EXISTS (SELECT FROM ledger_entry WHERE id = checked
                       AND posting_count = (SELECT count(*) FROM ledger_posting WHERE entry_id = checked)) THEN
          RAISE EXCEPTION 'A ledger entry has as many postings as it was made with, no fewer and no more'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_complete', TABLE = 'ledger_entry';
        END IF;
        RETURN NULL;
      END $$;`)
    for (const table of ["ledger_entry", "ledger_posting"])
      this.addSql(`CREATE CONSTRAINT TRIGGER ${table}_balanced AFTER INSERT ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_entry();`)

    this.addSql(`
      CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% on % is refused: the ledger is only added to. Post an entry that takes it back.',
          TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_append_only';
      END $$;`)
    for (const table of ["ledger_entry", "ledger_posting"])
      this.addSql(`CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();`)
    this.addSql(`CREATE TRIGGER ledger_account_kept BEFORE DELETE OR TRUNCATE ON ledger_account
      FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();`)

    // Balances follow the postings in the same statement, whoever writes them. Locks are taken in the order of ids, so
    // that parallel entries over the same accounts wait for each other and cannot deadlock; the guard is a CHECK on
    // the row that is locked by then.
    this.addSql(`
      CREATE FUNCTION ledger_keep_balances() RETURNS trigger LANGUAGE plpgsql ${FIXED_PATH} AS $$
      BEGIN
        PERFORM FROM ledger_account WHERE id IN (SELECT account_id FROM written) ORDER BY id FOR NO KEY UPDATE;
        UPDATE ledger_account SET balance = balance + change.amount
        FROM (SELECT account_id, sum(amount) AS amount FROM written GROUP BY account_id) AS change
        WHERE id = change.account_id AND change.amount <> 0;
        RETURN NULL;
      END $$;`)
    this.addSql(`CREATE TRIGGER ledger_posting_balances AFTER INSERT ON ledger_posting
      REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep_balances();`)

    // An account begins at zero and is changed by postings alone: at depth one it is updated directly.
    this.addSql(`
      CREATE FUNCTION ledger_guard_account() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' AND NEW.balance = 0 THEN RETURN NEW; END IF;
        IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN
          OLD.balance := NEW.balance;
          IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'A ledger account is changed by postings alone'
          USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_account_by_postings', TABLE = 'ledger_account';
      END $$;`)
    this.addSql(`CREATE TRIGGER ledger_account_by_postings BEFORE INSERT OR UPDATE ON ledger_account
      FOR EACH ROW EXECUTE FUNCTION ledger_guard_account();`)
  }

  override async down(): Promise<void> {
    for (const table of ["ledger_entry", "ledger_posting"]) {
      this.addSql(`DROP TRIGGER IF EXISTS ${table}_balanced ON ${table};`)
      this.addSql(`DROP TRIGGER IF EXISTS ${table}_append_only ON ${table};`)
    }
    this.addSql("DROP TRIGGER IF EXISTS ledger_posting_balances ON ledger_posting;")
    for (const trigger of ["ledger_account_kept", "ledger_account_by_postings"])
      this.addSql(`DROP TRIGGER IF EXISTS ${trigger} ON ledger_account;`)
    for (const name of ["check_entry", "append_only", "keep_balances", "guard_account"])
      this.addSql(`DROP FUNCTION IF EXISTS ledger_${name}();`)
  }
}
