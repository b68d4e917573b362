import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const frozen = (columns: readonly string[]): string => `
  CREATE OR REPLACE FUNCTION commission_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (${columns.map((column) => `OLD.${column}`).join(", ")}) IS DISTINCT FROM
       (${columns.map((column) => `NEW.${column}`).join(", ")}) THEN
      RAISE EXCEPTION 'what a commission is computed from is frozen at payment' USING errcode = 'restrict_violation';
    END IF;
    RETURN NEW;
  END $$`

const FROZEN = [
  "id",
  "attribution_id",
  "affiliate_id",
  "order_id",
  "order_line_item_id",
  "service_id",
  "service_title",
  "currency_code",
  "rule_version_id",
  "rate_bp",
  "paid_amount",
  "base_amount",
  "paid_at",
  "matures_at",
]

/** Kinds of commission rules: each with a configuration; a commission freezes a rate or an amount. */
export class Migration20261128101731 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE commission_rule_version
      ADD COLUMN kind text NOT NULL DEFAULT 'percentage',
      ADD COLUMN config jsonb NOT NULL DEFAULT '{}'`)
    this.addSql(`ALTER TABLE commission_rule_version DISABLE TRIGGER commission_rule_version_is_final`)
    this.addSql(`UPDATE commission_rule_version SET config = jsonb_build_object('rate_bp', rate_bp)`)
    this.addSql(`ALTER TABLE commission_rule_version ENABLE TRIGGER commission_rule_version_is_final`)
    this.addSql(`ALTER TABLE commission_rule_version DROP COLUMN rate_bp`)
    this.addSql(`ALTER TABLE commission_rule_version
      ALTER COLUMN kind DROP DEFAULT,
      ALTER COLUMN config DROP DEFAULT,
      ADD COLUMN rate_bp int GENERATED ALWAYS AS (
        CASE WHEN kind = 'percentage' THEN CAST(config ->> 'rate_bp' AS int) END) STORED,
      ADD CONSTRAINT commission_rule_version_rate CHECK (kind <> 'percentage' OR coalesce(rate_bp BETWEEN 0 AND 10000, false))`)
    this.addSql(`ALTER TABLE commission
      ALTER COLUMN rate_bp DROP NOT NULL,
      -- whole minor units that the rule pays while nothing is refunded, where it pays no rate
      ADD COLUMN rule_amount numeric(38, 0),
      ADD CONSTRAINT commission_rule_amount CHECK (rule_amount BETWEEN 0 AND base_amount),
      ADD CONSTRAINT commission_rate_or_amount CHECK ((rate_bp IS NULL) <> (rule_amount IS NULL))`)
    this.addSql(frozen([...FROZEN, "rule_amount"]))
  }

  override async down(): Promise<void> {
    this.addSql(frozen(FROZEN))
    this.addSql(
      `DELETE FROM commission_history WHERE commission_id IN (SELECT id FROM commission WHERE rate_bp IS NULL)`
    )
    this.addSql(`DELETE FROM commission WHERE rate_bp IS NULL`)
    this.addSql(`ALTER TABLE commission DROP COLUMN rule_amount, ALTER COLUMN rate_bp SET NOT NULL`)
    this.addSql(`ALTER TABLE commission_rule_version DROP COLUMN rate_bp`)
    this.addSql(`ALTER TABLE commission_rule_version ADD COLUMN rate_bp int CHECK (rate_bp BETWEEN 0 AND 10000)`)
    this.addSql(`ALTER TABLE commission_rule_version DISABLE TRIGGER commission_rule_version_is_final`)
    this.addSql(`UPDATE commission_rule_version SET rate_bp = coalesce(CAST(config ->> 'rate_bp' AS int), 0)`)
    this.addSql(`ALTER TABLE commission_rule_version ENABLE TRIGGER commission_rule_version_is_final`)
    this.addSql(`ALTER TABLE commission_rule_version ALTER COLUMN rate_bp SET NOT NULL,
      DROP COLUMN kind, DROP COLUMN config`)
  }
}
