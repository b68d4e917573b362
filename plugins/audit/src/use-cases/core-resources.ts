import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type AuditedResource, auditedResources } from "../extension-points"

/** Reads fields of one record with Medusa's query. */
export const readFacts =
  (entity: string, fields: readonly string[]) =>
  async (container: MedusaContainer, id: string): Promise<unknown> => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity, fields: ["id", ...fields], filters: { id } })
    return data[0]
  }

const of = (
  path: string,
  noun: string,
  fields: readonly string[] = [],
  rest: Partial<AuditedResource> & { entity?: string } = {}
): AuditedResource => {
  const { entity = noun, ...more } = rest
  const words = noun.replaceAll("_", " ")
  return {
    path,
    noun,
    label: `${/^[aeio]/.test(words) ? "an" : "a"} ${words}`,
    ...(fields.length > 0 ? { read: readFacts(entity, fields) } : {}),
    ...more,
  }
}

const PERSONAL = { personal: true } as const
const MONEY = { personal: true, guarded: true } as const
const ACCESS = { security: true, guarded: true } as const

/** Medusa's resources and the log itself. The fields never include an API key's token, not even truncated. */
auditedResources.addAll("audit", [
  of("/admin/audit-log", "audit_log", [], { label: "the audit log" }),
  of(
    "/admin/orders",
    "order",
    ["status", "email", "customer_id", "region_id", "canceled_at", "metadata", "total"],
    MONEY
  ),
  of("/admin/draft-orders", "draft_order", ["status", "email", "customer_id", "total"], {
    ...PERSONAL,
    entity: "order",
  }),
  of("/admin/order-edits", "order_edit", [], MONEY),
  of("/admin/order-changes", "order_change", [], MONEY),
  of("/admin/returns", "return", ["status", "order_id", "refund_amount"], MONEY),
  of("/admin/claims", "claim", [], { ...MONEY, label: "a claim" }),
  of("/admin/exchanges", "exchange", [], MONEY),
  of(
    "/admin/payments",
    "payment",
    ["amount", "currency_code", "provider_id", "captured_at", "canceled_at", "refunds.amount", "captures.amount"],
    MONEY
  ),
  of(
    "/admin/payment-collections",
    "payment_collection",
    ["status", "amount", "captured_amount", "refunded_amount"],
    MONEY
  ),
  of(
    "/admin/customers",
    "customer",
    ["email", "first_name", "last_name", "phone", "company_name", "has_account", "metadata"],
    PERSONAL
  ),
  of("/admin/customer-groups", "customer_group", ["name", "metadata"], PERSONAL),
  of("/admin/users", "user", ["email", "first_name", "last_name", "metadata"], {
    ...ACCESS,
    label: "a staff member",
    list: "the staff list",
  }),
  of("/admin/invites", "invite", ["email", "accepted", "expires_at"], { ...ACCESS, label: "a staff invitation" }),
  of("/admin/api-keys", "api_key", ["title", "type", "revoked_at", "revoked_by", "last_used_at"], {
    ...ACCESS,
    label: "an API key",
  }),
  of("/admin/rbac", "role", [], { ...ACCESS, label: "a role" }),
  of("/admin/products", "product", [
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
  of("/admin/product-categories", "product_category", [
    "name",
    "handle",
    "is_active",
    "is_internal",
    "parent_category_id",
  ]),
  of("/admin/collections", "collection", ["title", "handle"], { entity: "product_collection" }),
  of("/admin/price-lists", "price_list", [
    "title",
    "status",
    "type",
    "starts_at",
    "ends_at",
    "prices.amount",
    "prices.currency_code",
  ]),
  of("/admin/promotions", "promotion", [
    "code",
    "status",
    "is_automatic",
    "type",
    "application_method.value",
    "application_method.type",
  ]),
  of("/admin/campaigns", "campaign", ["name", "starts_at", "ends_at", "budget.limit"]),
  of("/admin/product-tags", "product_tag", ["value"]),
  of("/admin/product-types", "product_type", ["value"]),
  of("/admin/product-options", "product_option"),
  of("/admin/property-labels", "property_label"),
  of("/admin/price-preferences", "price_preference"),
  of("/admin/refund-reasons", "refund_reason"),
  of("/admin/return-reasons", "return_reason"),
  of("/admin/shipping-profiles", "shipping_profile"),
  of("/admin/shipping-option-types", "shipping_option_type"),
  of("/admin/fulfillments", "fulfillment"),
  of("/admin/fulfillment-sets", "fulfillment_set"),
  of("/admin/views", "view", [], { label: "a list view" }),
  of("/admin/layouts", "layout", [], { label: "a page layout" }),
  of("/admin/search-indexes", "search_index", [], { label: "a search index" }),
  of("/admin/regions", "region", [
    "name",
    "currency_code",
    "automatic_taxes",
    "countries.iso_2",
    "payment_providers.id",
  ]),
  of("/admin/sales-channels", "sales_channel", ["name", "is_disabled"]),
  of("/admin/stores", "store", [
    "name",
    "default_region_id",
    "default_sales_channel_id",
    "supported_currencies.currency_code",
  ]),
  of("/admin/tax-regions", "tax_region", ["country_code", "province_code", "provider_id"]),
  of("/admin/tax-rates", "tax_rate", ["name", "code", "rate", "is_default"]),
  of("/admin/shipping-options", "shipping_option", ["name", "price_type", "provider_id"]),
  of("/admin/stock-locations", "stock_location", ["name"]),
  of("/admin/inventory-items", "inventory_item", ["sku", "title", "location_levels.stocked_quantity"]),
  of("/admin/reservations", "reservation", ["quantity", "inventory_item_id", "line_item_id"]),
  of("/admin/uploads", "upload", [], { label: "a file" }),
  of("/admin/work-items", "work_item", ["kind", "status", "attempts"]),
  of("/admin/notification-messages", "message", [], { ...PERSONAL, label: "an email" }),
  of("/admin/notifications", "notification", [], PERSONAL),
  of("/admin/workflows-executions", "workflow_execution", [], MONEY),
  of("/admin/search", "search", [], { personal: true, label: "search results" }),
])
