import { announce, onAnnouncement, servedRouteTables } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { BUILT_IN_ROLE_TEXTS, isBuiltInRole } from "../contracts/roles"
import { type KeyStatusRow, readKeyStatus, readUserStatus } from "../data/core/staff-status"
import { claimFirstRole } from "../data/members"
import { builtInPermissions, type Permissions } from "../domain/role-permissions"

/** A staff member or secret API key. */
export type Staff = {
  readonly type: "user" | "api-key"
  readonly id: string
  /** The user, or the user who created the key. Null if unknown. */
  readonly person: string | null
  readonly role: { readonly id: string; readonly name: string } | null
  readonly permissions: Permissions
  readonly status: "active" | "suspended" | "gone"
  readonly requireTwoStep: boolean
  /** Whether a second factor is enabled on the account. */
  readonly twoStep: boolean
}

export type StaffAuth = {
  readonly actor_type: string
  readonly actor_id: string
  readonly auth_identity_id: string
}

/** How long a process caches what it read; a change is announced and clears the cache at once. */
const CACHE_MS = 5_000
/** Above this the cache is cleared, so that unknown ids do not pile up. */
const MAX_CACHED = 1_000
/** Keys can create keys; their chain is followed only this far. */
const MAX_CHAIN = 5

const TOPIC = "staff-access.changed"
const NONE: Permissions = new Set()

type CachedStaff = { readonly until: number; readonly staff: Promise<Staff | undefined> }
const staffCache = new Map<string, CachedStaff>()

onAnnouncement(TOPIC, () => staffCache.clear())

/** Clears the cache in all processes. Call it after every change of a role, member, key or setting. */
export const clearStaffCache = (): void => {
  staffCache.clear()
  announce(TOPIC)
}

let builtIn: { tables: number; permissions: ReturnType<typeof builtInPermissions> } | undefined

/** Computed once, after all route tables were added at startup. */
export const builtInRolePermissions = (): ReturnType<typeof builtInPermissions> => {
  const tables = servedRouteTables.all()
  if (builtIn?.tables !== tables.length) builtIn = { tables: tables.length, permissions: builtInPermissions(tables) }
  return builtIn.permissions
}

type RoleColumns = Pick<KeyStatusRow, "role_id" | "role_name" | "permissions">

const roleOf = (row: RoleColumns): Pick<Staff, "role" | "permissions"> => {
  if (!row.role_id) return { role: null, permissions: NONE }
  if (isBuiltInRole(row.role_id))
    return {
      role: { id: row.role_id, name: BUILT_IN_ROLE_TEXTS[row.role_id].name },
      permissions: builtInRolePermissions()[row.role_id],
    }
  if (row.role_name === null) return { role: null, permissions: NONE }
  // Permissions that this release no longer knows are dropped.
  const known = builtInRolePermissions().owner
  return {
    role: { id: row.role_id, name: row.role_name },
    permissions: new Set((row.permissions ?? []).filter((permission) => known.has(permission))),
  }
}

const readUser = async (knex: Knex, id: string, identity: string): Promise<Staff | undefined> => {
  let row = await readUserStatus(knex, id, identity)
  if (row && row.status === null) {
    await claimFirstRole(knex, id, row.email)
    row = await readUserStatus(knex, id, identity)
  }
  if (!row) return undefined
  return {
    type: "user",
    id,
    person: id,
    ...roleOf(row),
    status: row.status ?? "active",
    requireTwoStep: row.require_two_step,
    twoStep: row.two_step,
  }
}

const readKey = async (knex: Knex, id: string, chain = 0): Promise<Staff | undefined> => {
  const row = await readKeyStatus(knex, id)
  if (!row || chain > MAX_CHAIN) return undefined
  const creator = row.created_by.startsWith("apk_")
    ? await readKey(knex, row.created_by, chain + 1)
    : await readUser(knex, row.created_by, "")
  const given = row.role_id ? roleOf(row) : undefined
  // A key without a role has the current access of its creator; a key with a role stays active without the creator.
  const alive = given !== undefined || creator?.status === "active"
  return {
    type: "api-key",
    id,
    person: creator?.person ?? null,
    role: given?.role ?? creator?.role ?? null,
    permissions: alive ? (given?.permissions ?? creator?.permissions ?? NONE) : NONE,
    status: alive ? "active" : "gone",
    requireTwoStep: false,
    twoStep: false,
  }
}

/** The staff member or key, cached for seconds; undefined if it does not exist. */
export const staffOf = (container: MedusaContainer, auth: StaffAuth): Promise<Staff | undefined> => {
  const key = `${auth.actor_type} ${auth.actor_id} ${auth.auth_identity_id}`
  const now = Date.now()
  const known = staffCache.get(key)
  if (known && known.until > now) return known.staff
  if (staffCache.size >= MAX_CACHED) staffCache.clear()
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const staff =
    auth.actor_type === "api-key" ? readKey(knex, auth.actor_id) : readUser(knex, auth.actor_id, auth.auth_identity_id)
  staffCache.set(key, { until: now + CACHE_MS, staff })
  staff.catch(() => staffCache.delete(key))
  return staff
}
