import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TIMES = `
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz NULL`

/** One row of settings, and pages with unique addresses. Versions only grow. */
export class Migration20261129075050 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`CREATE TABLE IF NOT EXISTS shop_setting (
      id text PRIMARY KEY CHECK (id = 'shop'),
      name text NOT NULL,
      tagline text NOT NULL,
      description text NOT NULL,
      logo_url text NULL CHECK (logo_url ~ '^https?://'),
      accent_color text NULL CHECK (accent_color ~ '^#[0-9a-f]{6}$'),
      hero_title text NOT NULL,
      hero_text text NOT NULL,
      support_email text NOT NULL,
      support_phone text NOT NULL,
      social_links jsonb NOT NULL CHECK (jsonb_typeof(social_links) = 'array'),
      version int NOT NULL CHECK (version > 0),
      ${TIMES})`)
    this.addSql(`CREATE TABLE IF NOT EXISTS shop_page (
      id text PRIMARY KEY,
      slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      title text NOT NULL CHECK (title <> ''),
      body text NOT NULL,
      published boolean NOT NULL,
      position int NOT NULL CHECK (position >= 0),
      version int NOT NULL CHECK (version > 0),
      ${TIMES})`)
    this.addSql("CREATE INDEX IF NOT EXISTS shop_page_position ON shop_page (position, slug)")
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS shop_page")
    this.addSql("DROP TABLE IF EXISTS shop_setting")
  }
}
