/** What opening a page of Admin takes: the permission of the list it loads. By the link in Admin's menu. */
export const MENU_PERMISSIONS: Readonly<Record<string, string>> = {
  "/orders": "orders:read",
  "/draft-orders": "orders:read",
  "/products": "products:read",
  "/collections": "products:read",
  "/categories": "products:read",
  "/product-options": "products:read",
  "/inventory": "inventory:read",
  "/reservations": "inventory:read",
  "/customers": "customers:read",
  "/customer-groups": "customers:read",
  "/promotions": "promotions:read",
  "/campaigns": "promotions:read",
  "/price-lists": "prices:read",
  "/settings/store": "settings:read",
  "/settings/users": "staff:read",
  "/settings/regions": "settings:read",
  "/settings/tax-regions": "settings:read",
  "/settings/return-reasons": "settings:read",
  "/settings/refund-reasons": "settings:read",
  "/settings/sales-channels": "settings:read",
  "/settings/product-types": "products:read",
  "/settings/product-tags": "products:read",
  "/settings/locations": "settings:read",
  "/settings/publishable-api-keys": "api-keys:read",
  "/settings/secret-api-keys": "api-keys:read",
  "/settings/workflows": "workflow-executions:read",
  "/settings/search": "search-indexes:read",
  "/settings/staff": "staff:read",
  "/approvals": "approvals:read",
  "/affiliates": "affiliates:read",
  "/affiliates/commissions": "commissions:read",
  "/affiliates/programmes": "affiliate-programmes:read",
  "/audit-log": "audit-log:read",
  "/ledger": "ledger:read",
  "/operations": "work-items:read",
  "/operations/emails": "notification-messages:read",
  "/operations/gateway-events": "gateway-events:read",
  "/providers": "providers:read",
  "/providers/decisions": "assignment-decisions:read",
  "/providers/policy": "assignment-policies:read",
  "/service-requests": "service-requests:read",
}

/**
 * A style sheet that takes the links of pages a role can't open out of Admin's menu. Medusa's Admin has no way to leave
 * one out, and draws its own entries for everyone; the API refuses whoever opens the address all the same.
 */
export const hiddenMenuStyles = (held: ReadonlySet<string>, base = "/app"): string =>
  Object.entries(MENU_PERMISSIONS)
    .filter(([, permission]) => !held.has(permission))
    .map(([page]) => `aside a[href="${base}${page}"] { display: none; }`)
    .join("\n")
