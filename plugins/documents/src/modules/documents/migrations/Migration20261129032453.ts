import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TIMES = `
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz NULL`

/** Numbers without gaps: a number is taken in the transaction that stores its document, so both exist or neither does. */
export class Migration20261129032453 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE TABLE IF NOT EXISTS seller_profile (
      id text PRIMARY KEY,
      name text NOT NULL,
      address text NOT NULL,
      tax_id text NOT NULL,
      email text NOT NULL,
      number_prefix text NOT NULL,
      locale text NOT NULL,
      logo text NULL,
      ${TIMES})`)
    this.addSql("CREATE INDEX IF NOT EXISTS seller_profile_created ON seller_profile (created_at DESC, id DESC)")
    this.addSql(`CREATE TABLE IF NOT EXISTS document_counter (
      kind text NOT NULL,
      year int NOT NULL,
      last int NOT NULL CHECK (last > 0),
      PRIMARY KEY (kind, year))`)
    this.addSql(`CREATE TABLE IF NOT EXISTS order_document (
      id text PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('receipt', 'invoice', 'credit_note')),
      year int NOT NULL,
      sequence int NOT NULL CHECK (sequence > 0),
      number text NOT NULL,
      order_id text NOT NULL,
      subject_id text NOT NULL,
      seller_profile_id text NOT NULL REFERENCES seller_profile (id),
      currency_code text NOT NULL,
      facts jsonb NOT NULL,
      file_key text NULL,
      issued_at timestamptz NOT NULL,
      ${TIMES},
      UNIQUE (kind, subject_id),
      UNIQUE (kind, year, sequence),
      UNIQUE (number))`)
    this.addSql("CREATE INDEX IF NOT EXISTS order_document_order ON order_document (order_id)")
    this.addSql("CREATE INDEX IF NOT EXISTS order_document_issued ON order_document (issued_at DESC, id)")
    this.addSql(`CREATE OR REPLACE FUNCTION order_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'file_key' - 'updated_at' = to_jsonb(OLD) - 'file_key' - 'updated_at'
          THEN RETURN NEW;
        END IF;
        RAISE EXCEPTION 'An issued document cannot be changed or deleted';
      END $$`)
    this.addSql("DROP TRIGGER IF EXISTS order_document_stays ON order_document")
    this.addSql(`CREATE TRIGGER order_document_stays BEFORE UPDATE OR DELETE ON order_document
      FOR EACH ROW EXECUTE FUNCTION order_document_stays()`)
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS order_document")
    this.addSql("DROP FUNCTION IF EXISTS order_document_stays")
    this.addSql("DROP TABLE IF EXISTS document_counter")
    this.addSql("DROP TABLE IF EXISTS seller_profile")
  }
}
