import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const STATES = "'pending', 'approved', 'payable', 'paid', 'held', 'void'"

/** Attributions and commissions: what was frozen at payment, and what became of it. */
export class Migration20261121040402 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE TABLE affiliate_attribution (
      id text PRIMARY KEY,
      order_id text NOT NULL,
      -- null: nobody earns; the reason says why
      affiliate_id text REFERENCES affiliate (id),
      programme_version_id text REFERENCES affiliate_programme_version (id),
      click_id text,
      currency_code text NOT NULL,
      reason text NOT NULL,
      -- what was known at payment: the parts of the order, who competed, whose own purchase it is
      facts jsonb NOT NULL,
      paid_at timestamptz NOT NULL,
      matures_at timestamptz NOT NULL,
      -- refunds the commissions stand for now, whole minor units, and whether the order was cancelled
      refunded_amount numeric(38, 0) NOT NULL CHECK (refunded_amount >= 0 AND refunded_amount <> 'NaN'),
      canceled boolean NOT NULL,
      disputes text[] NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT affiliate_attribution_whole CHECK ((affiliate_id IS NULL) = (programme_version_id IS NULL))
    )`)
    // One attribution per order, whatever happens.
    this.addSql(`CREATE UNIQUE INDEX affiliate_attribution_order_unique ON affiliate_attribution (order_id)`)
    this.addSql(`CREATE INDEX affiliate_attribution_affiliate ON affiliate_attribution (affiliate_id, paid_at)`)

    this.addSql(`CREATE INDEX affiliate_attribution_updated ON affiliate_attribution (updated_at)`)

    this.addSql(`CREATE TABLE commission (
      id text PRIMARY KEY,
      attribution_id text NOT NULL REFERENCES affiliate_attribution (id),
      affiliate_id text NOT NULL REFERENCES affiliate (id),
      order_id text NOT NULL,
      order_line_item_id text NOT NULL,
      service_id text,
      service_title text NOT NULL,
      currency_code text NOT NULL,
      rule_version_id text NOT NULL REFERENCES commission_rule_version (id),
      rate_bp int NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
      -- whole minor units: paid for the line, the same without tax, its share of the refunds, what is owed
      paid_amount numeric(38, 0) NOT NULL CHECK (paid_amount >= 0 AND paid_amount <> 'NaN'),
      base_amount numeric(38, 0) NOT NULL CHECK (base_amount BETWEEN 0 AND paid_amount),
      refunded_amount numeric(38, 0) NOT NULL CHECK (refunded_amount BETWEEN 0 AND paid_amount),
      amount numeric(38, 0) NOT NULL CHECK (amount BETWEEN 0 AND base_amount),
      status text NOT NULL CHECK (status IN (${STATES})),
      -- held: where it stood and why
      held_from text CHECK (held_from IN ('pending', 'approved', 'payable')),
      hold_reason text,
      hold_text text,
      -- void by a decision: no later event brings it back
      voided_by_staff boolean NOT NULL DEFAULT false,
      paid_at timestamptz NOT NULL,
      matures_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT commission_void_owes_nothing CHECK (status <> 'void' OR amount = 0),
      CONSTRAINT commission_hold_has_reason CHECK ((status = 'held') = (hold_reason IS NOT NULL)
        AND (status = 'held') = (hold_text IS NOT NULL) AND (status = 'held') = (held_from IS NOT NULL))
    )`)
    this.addSql(`CREATE UNIQUE INDEX commission_line_unique ON commission (order_line_item_id)`)
    this.addSql(`CREATE INDEX commission_attribution ON commission (attribution_id)`)
    this.addSql(`CREATE INDEX commission_order ON commission (order_id)`)
    this.addSql(`CREATE INDEX commission_affiliate ON commission (affiliate_id, created_at DESC, id DESC)`)
    this.addSql(`CREATE INDEX commission_created ON commission (created_at DESC, id DESC)`)
    this.addSql(`CREATE INDEX commission_maturing ON commission (matures_at) WHERE status IN ('pending', 'approved')`)

    this.addSql(`CREATE TABLE commission_history (
      id text PRIMARY KEY,
      sequence bigserial NOT NULL,
      commission_id text NOT NULL REFERENCES commission (id),
      old_status text,
      new_status text NOT NULL,
      actor_type text NOT NULL,
      actor_id text,
      reason text,
      request_id text,
      created_at timestamptz NOT NULL,
      -- Every history row is an allowed move, also one written by hand.
      CONSTRAINT commission_history_allowed CHECK (
        (old_status IS NULL AND new_status = 'pending')
        OR (old_status IS NOT NULL AND (old_status, new_status) IN (
          ('pending', 'approved'), ('pending', 'held'), ('pending', 'void'),
          ('approved', 'payable'), ('approved', 'held'), ('approved', 'void'),
          ('payable', 'paid'), ('payable', 'held'), ('payable', 'void'),
          ('held', 'pending'), ('held', 'approved'), ('held', 'payable'), ('held', 'void'),
          ('void', 'pending'))))
    )`)
    this.addSql(`CREATE INDEX commission_history_commission ON commission_history (commission_id, sequence)`)

    // Frozen at payment: no later event, rule or hand changes what a commission is computed from.
    this.addSql(`
      CREATE FUNCTION affiliate_attribution_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.id, OLD.order_id, OLD.affiliate_id, OLD.programme_version_id, OLD.click_id, OLD.currency_code,
            OLD.reason, OLD.facts, OLD.paid_at, OLD.matures_at) IS DISTINCT FROM
           (NEW.id, NEW.order_id, NEW.affiliate_id, NEW.programme_version_id, NEW.click_id, NEW.currency_code,
            NEW.reason, NEW.facts, NEW.paid_at, NEW.matures_at) THEN
          RAISE EXCEPTION 'an attribution is frozen at payment' USING errcode = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$`)
    this.addSql(`CREATE TRIGGER affiliate_attribution_is_frozen BEFORE UPDATE ON affiliate_attribution
      FOR EACH ROW EXECUTE FUNCTION affiliate_attribution_is_frozen()`)
    this.addSql(`
      CREATE FUNCTION commission_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.id, OLD.attribution_id, OLD.affiliate_id, OLD.order_id, OLD.order_line_item_id, OLD.service_id,
            OLD.service_title, OLD.currency_code, OLD.rule_version_id, OLD.rate_bp, OLD.paid_amount, OLD.base_amount,
            OLD.paid_at, OLD.matures_at) IS DISTINCT FROM
           (NEW.id, NEW.attribution_id, NEW.affiliate_id, NEW.order_id, NEW.order_line_item_id, NEW.service_id,
            NEW.service_title, NEW.currency_code, NEW.rule_version_id, NEW.rate_bp, NEW.paid_amount, NEW.base_amount,
            NEW.paid_at, NEW.matures_at) THEN
          RAISE EXCEPTION 'what a commission is computed from is frozen at payment' USING errcode = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$`)
    this.addSql(`CREATE TRIGGER commission_is_frozen BEFORE UPDATE ON commission
      FOR EACH ROW EXECUTE FUNCTION commission_is_frozen()`)
  }

  override async down(): Promise<void> {
    for (const table of ["commission_history", "commission", "affiliate_attribution"])
      this.addSql(`DROP TABLE IF EXISTS ${table}`)
    this.addSql(`DROP FUNCTION IF EXISTS commission_is_frozen`)
    this.addSql(`DROP FUNCTION IF EXISTS affiliate_attribution_is_frozen`)
  }
}
