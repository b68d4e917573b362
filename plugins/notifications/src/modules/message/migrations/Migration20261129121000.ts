import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Kinds of email that their readers have turned off, and messages that were therefore not sent. */
export class Migration20261129121000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE mail_opt_out (
        email text NOT NULL CHECK (email = lower(email)),
        category text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (email, category)
      )`)
    this.addSql(`ALTER TABLE message DROP CONSTRAINT message_status`)
    this.addSql(
      `ALTER TABLE message ADD CONSTRAINT message_status CHECK (status IN ('pending', 'sent', 'failed', 'skipped'))`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `UPDATE message SET status = 'failed', reason = 'The recipient has unsubscribed' WHERE status = 'skipped'`
    )
    this.addSql(`ALTER TABLE message DROP CONSTRAINT message_status`)
    this.addSql(`ALTER TABLE message ADD CONSTRAINT message_status CHECK (status IN ('pending', 'sent', 'failed'))`)
    this.addSql(`DROP TABLE mail_opt_out`)
  }
}
