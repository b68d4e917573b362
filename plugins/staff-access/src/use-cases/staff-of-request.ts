import { announce, onAnnouncement, servedRouteTables } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { BUILT_IN_ROLE_TEXTS, isBuiltInRole } from "../contracts/roles"
import { type KeyStandingRow, readKeyStanding, readUserStanding } from "../data/core/staff-standing"
import { claimFirstRole } from "../data/members"
import { builtInPermissions, type Permissions } from "../domain/role-permissions"

/** A member of staff or a secret API key, as the rows are. */
export type Staff = {
  readonly type: "user" | "api-key"
  readonly id: string
  /** The human behind it: the user, or the user who created the key. Null when that is unknown. */
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

/** How long a process may act on what it read; a change is announced and forgets it at once. */
const REMEMBER_MS = 5_000
/** Above this the memory is emptied: ids that were tried once must not pile up. */
const REMEMBER_AT_MOST = 1_000
/** Keys made by keys made by keys: the chain is followed no further. */
const LONGEST_CHAIN = 5

const TOPIC = "staff-access.changed"
const NONE: Permissions = new Set()

type Remembered = { readonly until: number; readonly staff: Promise<Staff | undefined> }
const remembered = new Map<string, Remembered>()

onAnnouncement(TOPIC, () => remembered.clear())

/** Called after every change of a role, a member, a key or a setting. */
export const forgetStaff = (): void => {
  remembered.clear()
  announce(TOPIC)
}

let builtIn: { tables: number; permissions: ReturnType<typeof builtInPermissions> } | undefined

/** Tables are registered while the application starts; after that this is computed once. */
export const builtInRolePermissions = (): ReturnType<typeof builtInPermissions> => {
  const tables = servedRouteTables.all()
  if (builtIn?.tables !== tables.length) builtIn = { tables: tables.length, permissions: builtInPermissions(tables) }
  return builtIn.permissions
}

type RoleColumns = Pick<KeyStandingRow, "role_id" | "role_name" | "permissions">

const roleOf = (row: RoleColumns): Pick<Staff, "role" | "permissions"> => {
  if (!row.role_id) return { role: null, permissions: NONE }
  if (isBuiltInRole(row.role_id))
    return {
      role: { id: row.role_id, name: BUILT_IN_ROLE_TEXTS[row.role_id].name },
      permissions: builtInRolePermissions()[row.role_id],
    }
  if (row.role_name === null) return { role: null, permissions: NONE }
  // Permissions a release no longer knows grant nothing.
  const known = builtInRolePermissions().owner
  return {
    role: { id: row.role_id, name: row.role_name },
    permissions: new Set((row.permissions ?? []).filter((permission) => known.has(permission))),
  }
}

const readUser = async (knex: Knex, id: string, identity: string): Promise<Staff | undefined> => {
  let row = await readUserStanding(knex, id, identity)
  if (row && row.status === null) {
    await claimFirstRole(knex, id, row.email)
    row = await readUserStanding(knex, id, identity)
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
  const row = await readKeyStanding(knex, id)
  if (!row || chain > LONGEST_CHAIN) return undefined
  const creator = row.created_by.startsWith("apk_")
    ? await readKey(knex, row.created_by, chain + 1)
    : await readUser(knex, row.created_by, "")
  const given = row.role_id ? roleOf(row) : undefined
  // A key without a role has the current access of its creator; one with a role outlives them.
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

/** Who acts, read from the rows and remembered for seconds; undefined for a user or key that does not exist. */
export const staffOf = (container: MedusaContainer, auth: StaffAuth): Promise<Staff | undefined> => {
  const key = `${auth.actor_type} ${auth.actor_id} ${auth.auth_identity_id}`
  const now = Date.now()
  const known = remembered.get(key)
  if (known && known.until > now) return known.staff
  if (remembered.size >= REMEMBER_AT_MOST) remembered.clear()
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const staff =
    auth.actor_type === "api-key" ? readKey(knex, auth.actor_id) : readUser(knex, auth.actor_id, auth.auth_identity_id)
  remembered.set(key, { until: now + REMEMBER_MS, staff })
  staff.catch(() => remembered.delete(key))
  return staff
}
