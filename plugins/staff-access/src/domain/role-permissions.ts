import type { RouteTable } from "@atrium/kernel"

import { adminPermissions, grantablePermissions } from "../contracts/permissions"
import { type BuiltInRole, BUILT_IN_ROLES, CORE_ROLE_PERMISSIONS, OWNERS_ONLY } from "../contracts/roles"

export type Permissions = ReadonlySet<string>

const namedBy = (tables: readonly RouteTable[], role: "support" | "finance" | "content"): string[] => [
  ...CORE_ROLE_PERMISSIONS[role],
  ...tables.flatMap((table) => table.roles?.[role] ?? []),
]

/** Permissions of each built-in role, from the routes that this process serves. */
export const builtInPermissions = (tables: readonly RouteTable[]): Readonly<Record<BuiltInRole, Permissions>> => {
  const all = grantablePermissions(adminPermissions(tables))
  const known = new Set(all)
  const held = (permissions: readonly string[]): Permissions =>
    new Set(permissions.filter((permission) => known.has(permission)))
  return {
    owner: known,
    manager: new Set(all.filter((permission) => !OWNERS_ONLY.some((own) => own === permission))),
    support: held(namedBy(tables, "support")),
    finance: held(namedBy(tables, "finance")),
    content: held(namedBy(tables, "content")),
  }
}

/** Whether `held` contains every permission of `wanted`. */
export const covers = (held: Permissions, wanted: Iterable<string>): boolean =>
  [...wanted].every((permission) => held.has(permission))

/** Permissions of built-in roles that no route needs, which are misspellings. */
export const unknownRolePermissions = (tables: readonly RouteTable[]): string[] => {
  const known = new Set(grantablePermissions(adminPermissions(tables)))
  return BUILT_IN_ROLES.flatMap((role) =>
    role === "owner" || role === "manager" ? [] : namedBy(tables, role).filter((name) => !known.has(name))
  )
}
