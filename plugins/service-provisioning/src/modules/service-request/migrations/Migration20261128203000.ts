import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const INDEXES = {
  // GET /admin/service-requests: its orders.
  live_created: `(created_at, id) WHERE deleted_at IS NULL`,
  live_updated: `(updated_at, id) WHERE deleted_at IS NULL`,
  live_due: `(due_at, id) WHERE deleted_at IS NULL`,
  live_due_last: `(due_at DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL`,
  live_status: `(status, id) WHERE deleted_at IS NULL`,
  live_customer_name: `(customer_name, id) WHERE deleted_at IS NULL`,
  live_reference: `(reference_number, id) WHERE deleted_at IS NULL`,
  live_provider_name: `(provider_name, id) WHERE deleted_at IS NULL`,
  live_provider_name_last: `(provider_name DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL`,
  live_service_title: `(service_title, id) WHERE deleted_at IS NULL`,
  // Its filters, newest first.
  of_status: `(status, created_at, id) WHERE deleted_at IS NULL`,
  of_category: `(service_category, created_at, id) WHERE deleted_at IS NULL`,
  of_service: `(service_id, created_at, id) WHERE deleted_at IS NULL`,
  // Also GET /provider/service-requests, with its other orders.
  of_provider: `(provider_id, created_at, id) WHERE deleted_at IS NULL`,
  of_provider_updated: `(provider_id, updated_at, id) WHERE deleted_at IS NULL`,
  of_provider_due: `(provider_id, due_at, id) WHERE deleted_at IS NULL`,
  of_provider_due_last: `(provider_id, due_at DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL`,
  // GET /store/customers/me/service-requests; a customer has few enough to sort.
  of_customer: `(customer_id, created_at, id) WHERE deleted_at IS NULL`,
}

/** Indexes that included deleted rows. */
const REPLACED = ["created", "status", "provider_id", "customer_id", "service_id", "service_category"]

/** An index for each order and filter of the lists of service requests, which also counts alone; none was for rows that are not deleted. */
export class Migration20261128203000 extends Migration {
  override async up(): Promise<void> {
    for (const name of REPLACED) this.addSql(`DROP INDEX IF EXISTS service_request_${name}`)
    for (const [name, columns] of Object.entries(INDEXES))
      this.addSql(`CREATE INDEX service_request_${name} ON service_request ${columns}`)
  }

  override async down(): Promise<void> {
    for (const name of Object.keys(INDEXES)) this.addSql(`DROP INDEX service_request_${name}`)
    for (const name of REPLACED)
      this.addSql(
        `CREATE INDEX service_request_${name} ON service_request (${name === "created" ? "" : `${name}, `}created_at DESC, id DESC)`
      )
  }
}
