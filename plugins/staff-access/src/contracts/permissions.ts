import { permissionOf, type RouteTable } from "@atrium/kernel"

import { CORE_ADMIN_PERMISSIONS } from "./core-permissions"

/** `public`, `profile` and `closed` are not held by a role; see CORE_ADMIN_PERMISSIONS. */
export const SPECIAL_PERMISSIONS = ["public", "profile", "closed"] as const

export type AdminPermission = { readonly method: string; readonly path: string; readonly permission: string }

const coreRows = (): AdminPermission[] =>
  Object.entries(CORE_ADMIN_PERMISSIONS).flatMap(([permission, routes]) =>
    routes.map((route) => {
      const [method = "", path = ""] = route.split(" ")
      return { method, path, permission }
    })
  )

/** The permission of every Admin route: Medusa's own, and those of the given route tables. */
export const adminPermissions = (tables: readonly RouteTable[]): AdminPermission[] => [
  ...coreRows(),
  ...tables.flatMap(({ routes }) =>
    routes
      .filter((row) => row.actor === "staff")
      .map((row) => ({ method: row.method, path: row.path, permission: permissionOf(row) }))
  ),
]

/** Permissions that no route needs: what a second person must hold to approve. */
export const APPROVAL_PERMISSIONS = ["refunds:approve"] as const

/** Every permission a role can hold, sorted. */
export const grantablePermissions = (table: readonly AdminPermission[]): string[] =>
  [...new Set([...table.map((row) => row.permission), ...APPROVAL_PERMISSIONS])]
    .filter((permission) => !SPECIAL_PERMISSIONS.some((special) => special === permission))
    .sort()
