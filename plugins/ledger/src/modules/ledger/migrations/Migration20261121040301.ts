import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Accounts, entries, postings: what a single row must be. What rows must satisfy together is in the next migration. */
export class Migration20261121040301 extends Migration {
  override async up(): Promise<void> {
    // NaN passes every comparison with >=, so it is refused by name.
    this.addSql(`CREATE TABLE ledger_account (
      id text CONSTRAINT ledger_account_pkey PRIMARY KEY,
      owner_type text NOT NULL CHECK (owner_type <> ''),
      owner_id text NOT NULL CHECK (owner_id <> ''),
      purpose text NOT NULL CHECK (purpose <> ''),
      currency_code text NOT NULL CHECK (currency_code ~ '^[a-z]{3}$'),
      guarded boolean NOT NULL DEFAULT false,
      -- whole minor units: the sum of the account's postings, kept by a trigger
      balance numeric(38, 0) NOT NULL DEFAULT 0 CHECK (balance <> 'NaN'),
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT ledger_account_guard_check CHECK (NOT guarded OR balance >= 0),
      CONSTRAINT ledger_account_currency_unique UNIQUE (id, currency_code)
    )`)
    this.addSql(
      `CREATE UNIQUE INDEX ledger_account_name_unique ON ledger_account (owner_type, owner_id, purpose, currency_code)`
    )

    this.addSql(`CREATE TABLE ledger_entry (
      id text CONSTRAINT ledger_entry_pkey PRIMARY KEY,
      key text NOT NULL CHECK (key <> ''),
      input_hash text NOT NULL,
      kind text NOT NULL CHECK (kind <> ''),
      source_type text NOT NULL CHECK (source_type <> ''),
      source_id text NOT NULL CHECK (source_id <> ''),
      description text NOT NULL,
      -- how many postings it has: none can be added to it later
      posting_count integer NOT NULL CHECK (posting_count >= 2),
      metadata jsonb,
      request_id text,
      occurred_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now()
    )`)
    // Full, not partial: a key is used once, permanently.
    this.addSql(`CREATE UNIQUE INDEX ledger_entry_key_unique ON ledger_entry (key)`)
    this.addSql(`CREATE INDEX ledger_entry_source ON ledger_entry (source_type, source_id)`)
    this.addSql(`CREATE INDEX ledger_entry_occurred ON ledger_entry (occurred_at DESC, id DESC)`)

    this.addSql(`CREATE TABLE ledger_posting (
      entry_id text NOT NULL REFERENCES ledger_entry (id),
      position integer NOT NULL CHECK (position >= 1),
      account_id text NOT NULL,
      currency_code text NOT NULL,
      -- whole minor units; positive raises the account's balance
      amount numeric(38, 0) NOT NULL CHECK (amount <> 0 AND amount <> 'NaN'),
      CONSTRAINT ledger_posting_pkey PRIMARY KEY (entry_id, position),
      -- a posting has its account's currency
      CONSTRAINT ledger_posting_account FOREIGN KEY (account_id, currency_code)
        REFERENCES ledger_account (id, currency_code)
    )`)
    this.addSql(`CREATE INDEX ledger_posting_account_entry ON ledger_posting (account_id, entry_id)`)
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS ledger_posting, ledger_entry, ledger_account;")
  }
}
