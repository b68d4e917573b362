import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121012100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table service_template (
        id text primary key,
        product_id text not null,
        current_version_id text null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        deleted_at timestamptz null
      )`)
    // Full and not partial: a product never gets a second template, also not after a soft delete.
    this.addSql(`create unique index "UQ_service_template_product_id" on service_template (product_id)`)
    this.addSql(`
      create table service_template_version (
        id text primary key,
        template_id text not null constraint "FK_service_template_version_template"
          references service_template (id) on delete restrict,
        number integer not null constraint "CK_service_template_version_number" check (number > 0),
        content jsonb not null,
        created_by text null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        deleted_at timestamptz null
      )`)
    this.addSql(
      `create unique index "UQ_service_template_version_number" on service_template_version (template_id, number)`
    )
    this.addSql(`create unique index "UQ_service_template_version_owner" on service_template_version (template_id, id)`)
    // Which template sells this variant? Asked on every purchase.
    this.addSql(`
      create index "IDX_service_template_version_tiers" on service_template_version
      using gin ((content -> 'tiers') jsonb_path_ops)`)
    // A template can only point at a version of its own.
    this.addSql(`
      alter table service_template add constraint "FK_service_template_current_version"
      foreign key (id, current_version_id) references service_template_version (template_id, id)`)
    // What was sold keeps the version it was sold with, whoever writes the SQL.
    this.addSql(`
      create function service_template_version_is_final() returns trigger language plpgsql as $$
      begin
        raise exception 'a service template version never changes' using errcode = 'restrict_violation';
      end $$`)
    this.addSql(`
      create trigger service_template_version_is_final before update or delete on service_template_version
      for each row execute function service_template_version_is_final()`)
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists service_template drop constraint if exists "FK_service_template_current_version"`
    )
    this.addSql(`drop table if exists service_template_version`)
    this.addSql(`drop table if exists service_template`)
    this.addSql(`drop function if exists service_template_version_is_final`)
  }
}
