import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Which version a template sold since when. An order's line is provisioned by the version that was sold when the line
 * was made: a template that a product gets later makes no request of its past orders.
 */
export class Migration20261128052800 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table service_template_publication (
        id bigint generated always as identity primary key,
        template_id text not null references service_template (id),
        version_id text not null references service_template_version (id),
        -- the machine's time, in which core stamps an order's lines
        published_at timestamptz not null
      )`)
    this.addSql(`
      create index "IDX_service_template_publication" on service_template_publication (template_id, published_at, id)`)
    // Kept by the database: whoever publishes a version, and however, leaves its moment.
    this.addSql(`
      create function service_template_published() returns trigger language plpgsql as $$
      begin
        if new.current_version_id is not null
          and (tg_op = 'INSERT' or new.current_version_id is distinct from old.current_version_id) then
          insert into service_template_publication (template_id, version_id, published_at)
          values (new.id, new.current_version_id, clock_timestamp());
        end if;
        return null;
      end $$`)
    this.addSql(`
      create trigger service_template_published after insert or update of current_version_id on service_template
      for each row execute function service_template_published()`)
    // What was sold before this table: since the template was made, or since now where its clock was ahead.
    this.addSql(`
      insert into service_template_publication (template_id, version_id, published_at)
      select id, current_version_id, least(created_at, now()) from service_template where current_version_id is not null`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop trigger if exists service_template_published on service_template`)
    this.addSql(`drop function if exists service_template_published`)
    this.addSql(`drop table if exists service_template_publication`)
  }
}
