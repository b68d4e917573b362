import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type AuditedResource, registerAuditedResources } from "../extension-points"

/** Facts of one entity as Medusa's query reads them. */
export const readFacts =
  (entity: string, fields: readonly string[]) =>
  async (container: MedusaContainer, id: string): Promise<unknown> => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity, fields: ["id", ...fields], filters: { id } })
    return data[0]
  }

const of = (
  noun: string,
  fields: readonly string[] = [],
  rest: Partial<AuditedResource> & { entity?: string } = {}
): AuditedResource => {
  const { entity = noun, ...more } = rest
  const words = noun.replaceAll("_", " ")
  return {
    noun,
    label: `${/^[aeio]/.test(words) ? "an" : "a"} ${words}`,
    ...(fields.length > 0 ? { read: readFacts(entity, fields) } : {}),
    ...more,
  }
}

const PERSONAL = { personal: true } as const
const MONEY = { personal: true, guarded: true } as const
const ACCESS = { security: true, guarded: true } as const

/** Medusa's own resources, and the log itself. An API key's token is never among the fields, not even cut. */
registerAuditedResources({
  "/admin/audit-log": of("audit_log", [], { label: "the audit log" }),
  "/admin/orders": of(
    "order",
    ["status", "email", "customer_id", "region_id", "canceled_at", "metadata", "total"],
    MONEY
  ),
  "/admin/draft-orders": of("draft_order", ["status", "email", "customer_id", "total"], {
    ...PERSONAL,
    entity: "order",
  }),
  "/admin/order-edits": of("order_edit", [], MONEY),
  "/admin/order-changes": of("order_change", [], MONEY),
  "/admin/returns": of("return", ["status", "order_id", "refund_amount"], MONEY),
  "/admin/claims": of("claim", [], { ...MONEY, label: "a claim" }),
  "/admin/exchanges": of("exchange", [], MONEY),
  "/admin/payments": of(
    "payment",
    ["amount", "currency_code", "provider_id", "captured_at", "canceled_at", "refunds.amount", "captures.amount"],
    MONEY
  ),
  "/admin/payment-collections": of(
    "payment_collection",
    ["status", "amount", "captured_amount", "refunded_amount"],
    MONEY
  ),
  "/admin/customers": of(
    "customer",
    ["email", "first_name", "last_name", "phone", "company_name", "has_account", "metadata"],
    PERSONAL
  ),
  "/admin/customer-groups": of("customer_group", ["name", "metadata"], PERSONAL),
  "/admin/users": of("user", ["email", "first_name", "last_name", "metadata"], {
    ...ACCESS,
    label: "a staff member",
    list: "the staff list",
  }),
  "/admin/invites": of("invite", ["email", "accepted", "expires_at"], { ...ACCESS, label: "a staff invitation" }),
  "/admin/api-keys": of("api_key", ["title", "type", "revoked_at", "revoked_by", "last_used_at"], {
    ...ACCESS,
    label: "an API key",
  }),
  "/admin/rbac": of("role", [], { ...ACCESS, label: "a role" }),
  "/admin/products": of("product", [
    "title",
    "handle",
    "status",
    "description",
    "variants.id",
    "variants.title",
    "variants.sku",
    "variants.prices.amount",
    "variants.prices.currency_code",
    "sales_channels.id",
    "metadata",
  ]),
  "/admin/product-categories": of("product_category", [
    "name",
    "handle",
    "is_active",
    "is_internal",
    "parent_category_id",
  ]),
  "/admin/collections": of("collection", ["title", "handle"], { entity: "product_collection" }),
  "/admin/price-lists": of("price_list", [
    "title",
    "status",
    "type",
    "starts_at",
    "ends_at",
    "prices.amount",
    "prices.currency_code",
  ]),
  "/admin/promotions": of("promotion", [
    "code",
    "status",
    "is_automatic",
    "type",
    "application_method.value",
    "application_method.type",
  ]),
  "/admin/campaigns": of("campaign", ["name", "starts_at", "ends_at", "budget.limit"]),
  "/admin/product-tags": of("product_tag", ["value"]),
  "/admin/product-types": of("product_type", ["value"]),
  "/admin/product-options": of("product_option"),
  "/admin/property-labels": of("property_label"),
  "/admin/price-preferences": of("price_preference"),
  "/admin/refund-reasons": of("refund_reason"),
  "/admin/return-reasons": of("return_reason"),
  "/admin/shipping-profiles": of("shipping_profile"),
  "/admin/shipping-option-types": of("shipping_option_type"),
  "/admin/fulfillments": of("fulfillment"),
  "/admin/fulfillment-sets": of("fulfillment_set"),
  "/admin/views": of("view", [], { label: "a list view" }),
  "/admin/layouts": of("layout", [], { label: "a page layout" }),
  "/admin/search-indexes": of("search_index", [], { label: "a search index" }),
  "/admin/regions": of("region", [
    "name",
    "currency_code",
    "automatic_taxes",
    "countries.iso_2",
    "payment_providers.id",
  ]),
  "/admin/sales-channels": of("sales_channel", ["name", "is_disabled"]),
  "/admin/stores": of("store", [
    "name",
    "default_region_id",
    "default_sales_channel_id",
    "supported_currencies.currency_code",
  ]),
  "/admin/tax-regions": of("tax_region", ["country_code", "province_code", "provider_id"]),
  "/admin/tax-rates": of("tax_rate", ["name", "code", "rate", "is_default"]),
  "/admin/shipping-options": of("shipping_option", ["name", "price_type", "provider_id"]),
  "/admin/stock-locations": of("stock_location", ["name"]),
  "/admin/inventory-items": of("inventory_item", ["sku", "title", "location_levels.stocked_quantity"]),
  "/admin/reservations": of("reservation", ["quantity", "inventory_item_id", "line_item_id"]),
  "/admin/uploads": of("upload", [], { label: "a file" }),
  "/admin/work-items": of("work_item", ["kind", "status", "attempts"]),
  "/admin/notification-messages": of("message", [], { ...PERSONAL, label: "an email" }),
  "/admin/notifications": of("notification", [], PERSONAL),
  "/admin/workflows-executions": of("workflow_execution", [], MONEY),
  "/admin/search": of("search", [], { personal: true, label: "search results" }),
})
