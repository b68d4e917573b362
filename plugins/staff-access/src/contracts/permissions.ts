import { permissionOf, type RouteTable } from "@atrium/kernel"

import { CORE_ADMIN_PERMISSIONS } from "./core-permissions"

/** `public`, `profile` and `closed` cannot be part of a role; see CORE_ADMIN_PERMISSIONS. */
export const SPECIAL_PERMISSIONS = ["public", "profile", "closed"] as const

export type AdminPermission = { readonly method: string; readonly path: string; readonly permission: string }

const coreRows = (): AdminPermission[] =>
  Object.entries(CORE_ADMIN_PERMISSIONS).flatMap(([permission, routes]) =>
    routes.map((route) => {
      const [method = "", path = ""] = route.split(" ")
      return { method, path, permission }
    })
  )

/** The permissions of all Admin routes: Medusa's and those of the given route tables. */
export const adminPermissions = (tables: readonly RouteTable[]): AdminPermission[] => [
  ...coreRows(),
  ...tables.flatMap(({ routes }) =>
    routes
      .filter((row) => row.actor === "staff")
      .map((row) => ({ method: row.method, path: row.path, permission: permissionOf(row) }))
  ),
]

/** Permissions for approving, which no route needs. */
export const APPROVAL_PERMISSIONS = ["refunds:approve"] as const

/** Every permission that a role can contain, sorted. */
export const grantablePermissions = (table: readonly AdminPermission[]): string[] =>
  [...new Set([...table.map((row) => row.permission), ...APPROVAL_PERMISSIONS])]
    .filter((permission) => !SPECIAL_PERMISSIONS.some((special) => special === permission))
    .sort()
