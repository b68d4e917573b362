import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121010600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE message (
        id text PRIMARY KEY,
        event text NOT NULL,
        recipient text NOT NULL,
        template text NOT NULL,
        locale text NOT NULL,
        props jsonb NOT NULL,
        status text NOT NULL CONSTRAINT message_status CHECK (status IN ('pending', 'sent', 'failed')),
        attempts int NOT NULL DEFAULT 0,
        provider_message_id text,
        reason text,
        request_id text,
        sent_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        deleted_at timestamptz,
        CONSTRAINT message_sent_has_time CHECK ((status = 'sent') = (sent_at IS NOT NULL))
      )`)
    // Full, not partial: what was sent once is never sent again, whatever becomes of the row.
    this.addSql(`CREATE UNIQUE INDEX message_event_recipient_template ON message (event, recipient, template)`)
    this.addSql(`CREATE INDEX message_created_at ON message (created_at DESC)`)
    this.addSql(`CREATE INDEX message_not_sent ON message (created_at) WHERE status <> 'sent'`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE message`)
  }
}
