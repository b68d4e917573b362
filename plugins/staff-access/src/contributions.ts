import { mailTemplates } from "@atrium/notifications/extension-points"

import { menuPages } from "./extension-points"
import { approvalRequestTemplate } from "./mail/approval-request"
import { twoStepChangedTemplate } from "./mail/two-step-changed"

mailTemplates.addAll("staff-access", [approvalRequestTemplate, twoStepChangedTemplate])

/** Medusa's pages, and those of the plugins that can't use this one. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  "orders:read": ["/orders", "/draft-orders"],
  "products:read": [
    "/products",
    "/collections",
    "/categories",
    "/product-options",
    "/settings/product-types",
    "/settings/product-tags",
  ],
  "inventory:read": ["/inventory", "/reservations"],
  "customers:read": ["/customers", "/customer-groups"],
  "promotions:read": ["/promotions", "/campaigns"],
  "prices:read": ["/price-lists"],
  "settings:read": [
    "/settings/store",
    "/settings/regions",
    "/settings/tax-regions",
    "/settings/return-reasons",
    "/settings/refund-reasons",
    "/settings/sales-channels",
    "/settings/locations",
  ],
  "shop-settings:read": ["/settings/shop"],
  "shop-pages:read": ["/settings/pages"],
  "seller-profile:read": ["/settings/seller-profile"],
  "staff:read": ["/settings/users", "/settings/staff"],
  "api-keys:read": ["/settings/publishable-api-keys", "/settings/secret-api-keys"],
  "workflow-executions:read": ["/settings/workflows"],
  "search-indexes:read": ["/settings/search"],
  "approvals:read": ["/approvals"],
  "affiliates:read": ["/affiliates"],
  "commissions:read": ["/affiliates/commissions"],
  "affiliate-programmes:read": ["/affiliates/programmes"],
  "audit-log:read": ["/audit-log"],
  "ledger:read": ["/ledger"],
  "work-items:read": ["/operations"],
  "notification-messages:read": ["/operations/emails"],
  "gateways:read": ["/operations/gateways"],
  "gateway-events:read": ["/operations/gateway-events"],
  "gateway-disputes:read": ["/operations/disputes"],
  "consultations:read": ["/consultations"],
  "analytics:read": ["/analytics"],
  "privacy-requests:read": ["/operations/privacy-requests"],
  "providers:read": ["/providers"],
  "assignment-decisions:read": ["/providers/decisions"],
  "assignment-policies:read": ["/providers/policy"],
  "service-requests:read": ["/service-requests"],
  "service-imports:read": ["/service-imports"],
}
menuPages.addAll(
  "staff-access",
  Object.entries(PAGES).flatMap(([permission, pages]) => pages.map((page) => ({ page, permission })))
)
