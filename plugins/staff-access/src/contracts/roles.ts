import type { NamedRole } from "@atrium/kernel"
import { z } from "zod"

/** Built-in roles. They are part of the release and cannot be changed; a shop can add others. */
export const BUILT_IN_ROLES = ["owner", "manager", "support", "finance", "content"] as const
export type BuiltInRole = (typeof BUILT_IN_ROLES)[number]

export const isBuiltInRole = (id: string): id is BuiltInRole => BUILT_IN_ROLES.some((role) => role === id)

export const BUILT_IN_ROLE_TEXTS = {
  owner: { name: "Owner", description: "Full access, including staff, roles and security settings." },
  manager: { name: "Manager", description: "Runs the shop. Can't change security settings or an owner." },
  support: { name: "Support", description: "Helps customers: orders and service requests. Can't move money." },
  finance: { name: "Finance", description: "Refunds, payments, commissions and the ledger." },
  content: { name: "Content", description: "Products, prices and promotions. Can't see customer data." },
} as const satisfies Record<BuiltInRole, { name: string; description: string }>

/**
 * Permissions that only owners have. Workflow executions contain the workflows' inputs, such as password reset links.
 */
export const OWNERS_ONLY = ["staff-settings:write", "staff-roles:write", "workflow-executions:read"] as const

/** Permissions of the other built-in roles on Medusa's and this plugin's routes; each context adds its own. */
export const CORE_ROLE_PERMISSIONS = {
  support: [
    "orders:read",
    "orders:write",
    "customers:read",
    "customers:write",
    "payments:read",
    "products:read",
    "prices:read",
    "promotions:read",
    "inventory:read",
    "settings:read",
    "search:read",
    "notifications:read",
    "approvals:read",
  ],
  finance: [
    "orders:read",
    "orders:export",
    "customers:read",
    "payments:read",
    "payments:capture",
    "refunds:create",
    "refunds:approve",
    "products:read",
    "prices:read",
    "promotions:read",
    "settings:read",
    "search:read",
    "notifications:read",
    "approvals:read",
  ],
  content: [
    "products:read",
    "products:write",
    "prices:read",
    "prices:write",
    "promotions:read",
    "promotions:write",
    "inventory:read",
    "settings:read",
  ],
} as const satisfies Record<NamedRole, readonly string[]>

export const permissionText = z
  .string({ error: "Enter a permission" })
  .max(100, "Enter a permission, for example orders:read")
  .regex(/^[a-z-]+:[a-z-]+$/, "Enter a permission, for example orders:read")
