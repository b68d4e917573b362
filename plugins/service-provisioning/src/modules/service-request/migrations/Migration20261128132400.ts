import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Tasks have a kind, which decides what done means. Tasks of before have none and stay ordinary tasks. */
export class Migration20261128132400 extends Migration {
  override up(): Promise<void> {
    this.addSql(`ALTER TABLE service_request_task ADD COLUMN kind text NULL`)
    return Promise.resolve()
  }

  override down(): Promise<void> {
    this.addSql(`ALTER TABLE service_request_task DROP COLUMN kind`)
    return Promise.resolve()
  }
}
