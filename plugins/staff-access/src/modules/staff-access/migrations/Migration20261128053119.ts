import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Who among staff may do what, and what waits for a second person. */
export class Migration20261128053119 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE staff_role (
        id text PRIMARY KEY,
        name text NOT NULL,
        description text NOT NULL,
        permissions text[] NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`)
    this.addSql(`CREATE UNIQUE INDEX staff_role_name ON staff_role (lower(name))`)
    // role_id is one of the built-in roles, which are part of the release, or a row of staff_role.
    this.addSql(`
      CREATE TABLE staff_member (
        user_id text PRIMARY KEY,
        role_id text,
        status text NOT NULL CONSTRAINT staff_member_status CHECK (status IN ('active', 'suspended')),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`)
    this.addSql(`CREATE INDEX staff_member_role ON staff_member (role_id)`)
    this.addSql(`
      CREATE TABLE staff_key (
        api_key_id text PRIMARY KEY,
        role_id text NOT NULL,
        assigned_by text,
        updated_at timestamptz NOT NULL
      )`)
    this.addSql(`
      CREATE TABLE staff_invitation (
        email text PRIMARY KEY,
        role_id text NOT NULL,
        invited_by text,
        created_at timestamptz NOT NULL
      )`)
    // One row: the rules of the whole shop, and what changes of owners lock.
    this.addSql(`
      CREATE TABLE staff_setting (
        id text PRIMARY KEY CONSTRAINT staff_setting_one_row CHECK (id = 'shop'),
        require_two_step boolean NOT NULL,
        refund_limits jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      )`)
    this.addSql(`INSERT INTO staff_setting VALUES ('shop', false, '{}', now())`)
    this.addSql(`
      CREATE TABLE staff_approval (
        id text PRIMARY KEY,
        kind text NOT NULL,
        subject_id text NOT NULL,
        summary text NOT NULL,
        amount numeric NOT NULL CONSTRAINT staff_approval_amount CHECK (amount >= 0),
        currency_code text NOT NULL,
        payload jsonb NOT NULL,
        status text NOT NULL CONSTRAINT staff_approval_status
          CHECK (status IN ('pending', 'approved', 'executed', 'failed', 'declined', 'expired')),
        requested_by text NOT NULL,
        requested_by_type text NOT NULL,
        requester_person text,
        requester_label text NOT NULL,
        decided_by text,
        decider_person text,
        decider_label text,
        decided_at timestamptz,
        reason text,
        error text,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT staff_approval_second_person
          CHECK (status NOT IN ('approved', 'executed', 'failed')
            OR (decider_person IS NOT NULL AND decider_person IS DISTINCT FROM requester_person))
      )`)
    // The same request asked again while it waits is the same approval.
    this.addSql(`
      CREATE UNIQUE INDEX staff_approval_pending ON staff_approval (kind, subject_id, amount, requested_by)
      WHERE status = 'pending'`)
    // What each person refunded without a second one, so that small refunds count together.
    this.addSql(`
      CREATE TABLE staff_refund (
        id text PRIMARY KEY,
        order_id text NOT NULL,
        amount numeric NOT NULL,
        currency_code text NOT NULL,
        created_at timestamptz NOT NULL
      )`)
    this.addSql(`CREATE INDEX staff_refund_order ON staff_refund (order_id, created_at)`)
    this.addSql(`CREATE INDEX staff_approval_list ON staff_approval (status, created_at DESC)`)
  }

  override async down(): Promise<void> {
    for (const table of [
      "staff_refund",
      "staff_approval",
      "staff_setting",
      "staff_invitation",
      "staff_key",
      "staff_member",
      "staff_role",
    ])
      this.addSql(`DROP TABLE ${table}`)
  }
}
