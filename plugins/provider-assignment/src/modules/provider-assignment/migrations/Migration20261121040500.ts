import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The policy a new shop routes by; staff edit it in Admin, which adds versions. */
const DEFAULT_POLICY = JSON.stringify({
  rules: ["service", "skills", "languages", "regions", "blocked", "taken_off", "working_hours", "absence", "capacity"],
  scorers: ["fair_share", "priority", "least_recent"],
  interval_days: 30,
  planning_weeks: 4,
})

const STAMPS = `
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz`

export class Migration20261121040500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE TABLE provider (
      id text PRIMARY KEY,
      name text NOT NULL,
      email text NOT NULL,
      phone text,
      status text NOT NULL CHECK (status IN ('invited', 'active', 'suspended')),
      skills text[] NOT NULL DEFAULT '{}',
      languages text[] NOT NULL DEFAULT '{}',
      regions text[] NOT NULL DEFAULT '{}',
      -- ids of products; null: every service
      service_ids text[],
      time_zone text NOT NULL,
      -- {"mon": [["09:00", "17:00"]]}, local times of the time zone
      working_hours jsonb NOT NULL,
      capacity_minutes_per_week int NOT NULL CHECK (capacity_minutes_per_week >= 0),
      weight int NOT NULL CHECK (weight BETWEEN 1 AND 1000),
      priority int NOT NULL DEFAULT 0,
      -- mailboxes of customers whose work this provider never gets, lower case
      blocked_emails text[] NOT NULL DEFAULT '{}',
      active_since timestamptz,
      suspended_at timestamptz,
      last_assigned_at timestamptz,
      invitation_token_hash text,
      invitation_expires_at timestamptz,
      ${STAMPS}
    )`)
    // Full and not partial: an email address belongs to one provider permanently, its work stays tied to it.
    this.addSql(`CREATE UNIQUE INDEX provider_email_unique ON provider (lower(email))`)
    this.addSql(`CREATE INDEX provider_status ON provider (status, name)`)
    this.addSql(`CREATE INDEX provider_invitation ON provider (invitation_token_hash)
      WHERE invitation_token_hash IS NOT NULL`)

    this.addSql(`CREATE TABLE provider_absence (
      id text PRIMARY KEY,
      provider_id text NOT NULL REFERENCES provider (id),
      kind text NOT NULL DEFAULT 'absence' CHECK (kind IN ('absence', 'suspension')),
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      reason text,
      ${STAMPS},
      CONSTRAINT provider_absence_span CHECK (starts_at < ends_at)
    )`)
    this.addSql(`CREATE INDEX provider_absence_provider ON provider_absence (provider_id, ends_at)`)

    // Effort promised per provider and week (its Monday, in the provider's time zone). The CHECK is the last word on
    // capacity, whoever writes; a capacity that is lowered later never undoes what was promised before.
    this.addSql(`CREATE TABLE provider_week (
      provider_id text NOT NULL REFERENCES provider (id),
      week date NOT NULL CHECK (extract(isodow FROM week) = 1),
      reserved_minutes int NOT NULL CHECK (reserved_minutes >= 0),
      capacity_minutes int NOT NULL,
      updated_at timestamptz NOT NULL,
      PRIMARY KEY (provider_id, week),
      CONSTRAINT provider_week_capacity CHECK (reserved_minutes <= capacity_minutes)
    )`)

    this.addSql(`CREATE TABLE assignment_policy (
      id text PRIMARY KEY,
      name text NOT NULL,
      current_version_id text NOT NULL,
      ${STAMPS}
    )`)
    this.addSql(`CREATE TABLE assignment_policy_version (
      id text PRIMARY KEY,
      policy_id text NOT NULL REFERENCES assignment_policy (id),
      number int NOT NULL CHECK (number > 0),
      content jsonb NOT NULL,
      created_by text,
      created_at timestamptz NOT NULL
    )`)
    this.addSql(`CREATE UNIQUE INDEX assignment_policy_version_number ON assignment_policy_version (policy_id, number)`)
    this.addSql(`CREATE UNIQUE INDEX assignment_policy_version_owner ON assignment_policy_version (policy_id, id)`)

    this.addSql(`CREATE TABLE assignment_decision (
      id text PRIMARY KEY,
      request_id text NOT NULL,
      reference_number text NOT NULL,
      policy_version_id text NOT NULL REFERENCES assignment_policy_version (id),
      kind text NOT NULL CHECK (kind IN ('direct', 'manual')),
      winner_id text REFERENCES provider (id),
      facts jsonb NOT NULL,
      candidates jsonb NOT NULL,
      overridden jsonb NOT NULL DEFAULT '[]',
      reason text,
      actor_type text NOT NULL,
      actor_id text,
      trace_id text,
      ${STAMPS}
    )`)
    this.addSql(`CREATE INDEX assignment_decision_request ON assignment_decision (request_id, created_at DESC)`)
    this.addSql(`CREATE INDEX assignment_decision_created ON assignment_decision (created_at DESC, id DESC)`)
    // What was decided, and on what, stays as it was, whoever writes the SQL.
    this.addSql(`
      CREATE FUNCTION assignment_record_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a decision and a version of a policy never change' USING errcode = 'restrict_violation';
      END $$`)
    for (const table of ["assignment_policy_version", "assignment_decision"])
      this.addSql(`CREATE TRIGGER ${table}_is_final BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION assignment_record_is_final()`)

    this.addSql(`CREATE TABLE assignment (
      id text PRIMARY KEY,
      request_id text NOT NULL,
      provider_id text NOT NULL REFERENCES provider (id),
      decision_id text NOT NULL REFERENCES assignment_decision (id),
      kind text NOT NULL CHECK (kind IN ('direct', 'manual')),
      effort_minutes int NOT NULL CHECK (effort_minutes >= 0),
      weeks jsonb NOT NULL,
      assigned_at timestamptz NOT NULL,
      released_at timestamptz,
      release_reason text CHECK (release_reason IN ('completed', 'cancelled', 'reassigned', 'unassigned')),
      ${STAMPS},
      CONSTRAINT assignment_release CHECK ((released_at IS NULL) = (release_reason IS NULL))
    )`)
    // A request is in the hands of one provider at most, whatever races.
    this.addSql(`CREATE UNIQUE INDEX assignment_live_unique ON assignment (request_id) WHERE released_at IS NULL`)
    this.addSql(`CREATE INDEX assignment_request ON assignment (request_id, assigned_at)`)
    this.addSql(`CREATE INDEX assignment_provider ON assignment (provider_id, assigned_at)`)

    // Requests that nobody fits: found again when something changes, or when it is time to look.
    this.addSql(`CREATE TABLE assignment_waiting (
      request_id text PRIMARY KEY,
      decision_id text NOT NULL REFERENCES assignment_decision (id),
      work_key text NOT NULL,
      since timestamptz NOT NULL,
      look_again_at timestamptz NOT NULL
    )`)
    this.addSql(`CREATE INDEX assignment_waiting_due ON assignment_waiting (look_again_at)`)

    this.addSql(`INSERT INTO assignment_policy (id, name, current_version_id, created_at, updated_at)
      VALUES ('apol_default', 'Default', 'apolv_default_1', now(), now())`)
    this.addSql(`INSERT INTO assignment_policy_version (id, policy_id, number, content, created_at)
      VALUES ('apolv_default_1', 'apol_default', 1, '${DEFAULT_POLICY}', now())`)
    // A policy can only be at a version of its own.
    this.addSql(`ALTER TABLE assignment_policy ADD CONSTRAINT assignment_policy_current
      FOREIGN KEY (id, current_version_id) REFERENCES assignment_policy_version (policy_id, id)`)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE IF EXISTS assignment_policy DROP CONSTRAINT IF EXISTS assignment_policy_current`)
    for (const table of [
      "assignment_waiting",
      "assignment",
      "assignment_decision",
      "assignment_policy_version",
      "assignment_policy",
      "provider_week",
      "provider_absence",
      "provider",
    ])
      this.addSql(`DROP TABLE IF EXISTS ${table}`)
    this.addSql(`DROP FUNCTION IF EXISTS assignment_record_is_final`)
  }
}
