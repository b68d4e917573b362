import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * `ledger_post`: any number of entries in one statement, with the accounts they need. A function and not one query,
 * because what a parallel transaction wrote while we waited for it is seen only by a query that begins after the wait.
 *
 * Accounts: `[{ n, id, owner_type, owner_id, purpose, currency_code, guarded | null }]`; entries carry
 * `postings: [{ n, amount }]`, where `n` is an account's number in the list. Keys, then accounts, are taken in a fixed
 * order: parallel calls wait for each other and do not deadlock.
 */
export class Migration20261121040303 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE FUNCTION ledger_post(accounts jsonb, entries jsonb, at timestamptz)
      RETURNS TABLE (entry_key text, entry_id text, created boolean)
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      #variable_conflict use_column
      BEGIN
        INSERT INTO ledger_account (id, owner_type, owner_id, purpose, currency_code, guarded, created_at)
        SELECT id, owner_type, owner_id, purpose, currency_code, coalesce(guarded, false), at
        FROM jsonb_to_recordset(accounts) AS named (
          id text, owner_type text, owner_id text, purpose text, currency_code text, guarded boolean)
        ORDER BY owner_type, owner_id, purpose, currency_code
        ON CONFLICT (owner_type, owner_id, purpose, currency_code) DO NOTHING;

        IF EXISTS (
          SELECT FROM jsonb_to_recordset(accounts) AS named (
            owner_type text, owner_id text, purpose text, currency_code text, guarded boolean)
          JOIN ledger_account AS account USING (owner_type, owner_id, purpose, currency_code)
          WHERE named.guarded <> account.guarded
        ) THEN
          RAISE EXCEPTION 'Whether a ledger account is guarded is fixed when it is made' USING ERRCODE = 'LE002';
        END IF;

        RETURN QUERY
        WITH wanted AS (
          SELECT * FROM jsonb_to_recordset(entries) AS wanted (
            id text, key text, input_hash text, kind text, source_type text, source_id text, description text,
            metadata jsonb, request_id text, occurred_at timestamptz, postings jsonb)
        ), named AS (
          SELECT named.n, account.id, account.currency_code
          FROM jsonb_to_recordset(accounts) AS named (
            n integer, owner_type text, owner_id text, purpose text, currency_code text)
          JOIN ledger_account AS account USING (owner_type, owner_id, purpose, currency_code)
        ), written AS (
          INSERT INTO ledger_entry (id, key, input_hash, kind, source_type, source_id, description, posting_count,
                                    metadata, request_id, occurred_at, created_at)
          SELECT id, key, input_hash, kind, source_type, source_id, description, jsonb_array_length(postings),
                 metadata, request_id, occurred_at, at
          FROM wanted ORDER BY key
          ON CONFLICT (key) DO NOTHING
          RETURNING id, key
        ), posted AS (
          INSERT INTO ledger_posting (entry_id, position, account_id, currency_code, amount)
          SELECT wanted.id, posting.position, named.id, named.currency_code, CAST(posting.value ->> 'amount' AS numeric)
          FROM written
          JOIN wanted USING (id)
          CROSS JOIN jsonb_array_elements(wanted.postings) WITH ORDINALITY AS posting (value, position)
          JOIN named ON named.n = CAST(posting.value ->> 'n' AS integer)
        )
        SELECT key, id, true FROM written;

        IF EXISTS (
          SELECT FROM jsonb_to_recordset(entries) AS wanted (key text, input_hash text)
          JOIN ledger_entry AS entry USING (key) WHERE entry.input_hash <> wanted.input_hash
        ) THEN
          RAISE EXCEPTION 'This ledger key was used for another entry' USING ERRCODE = 'LE001';
        END IF;

        RETURN QUERY
        SELECT entry.key, entry.id, false
        FROM jsonb_to_recordset(entries) AS wanted (id text, key text)
        JOIN ledger_entry AS entry USING (key) WHERE entry.id <> wanted.id;
      END $$;`)
  }

  override async down(): Promise<void> {
    this.addSql("DROP FUNCTION IF EXISTS ledger_post(jsonb, jsonb, timestamptz);")
  }
}
