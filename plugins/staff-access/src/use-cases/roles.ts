import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import { staffErrors } from "../contracts/errors"
import { BUILT_IN_ROLES, BUILT_IN_ROLE_TEXTS, isBuiltInRole } from "../contracts/roles"
import type { CreateRole, RoleListAnswer, RoleOut, UpdateRole } from "../contracts/staff"
import {
  countMembers,
  deleteUnusedRole,
  findOwnRole,
  insertRole,
  isNameTaken,
  listOwnRoles,
  updateRole,
} from "../data/roles"
import { covers, type Permissions } from "../domain/role-permissions"
import { recordAudit } from "./audit-trail"
import { builtInRolePermissions, clearStaffCache, type Staff } from "./staff-of-request"

export type Role = { readonly id: string; readonly name: string; readonly permissions: Permissions }

/** A role by its id: built-in or the shop's own. Throws `unknown_role`. */
export const roleById = async (knex: Knex | Knex.Transaction, id: string): Promise<Role> => {
  if (isBuiltInRole(id)) return { id, name: BUILT_IN_ROLE_TEXTS[id].name, permissions: builtInRolePermissions()[id] }
  const row = await findOwnRole(knex, id)
  if (!row) throw staffErrors.fail("unknown_role")
  return { id: row.id, name: row.name, permissions: new Set(row.permissions) }
}

/** Like `roleById`, for a role that the actor wants to assign. Throws `cannot_grant` if it has permissions the actor lacks. */
export const grantableRole = async (knex: Knex | Knex.Transaction, actor: Staff, id: string): Promise<Role> => {
  const role = await roleById(knex, id)
  if (!covers(actor.permissions, role.permissions)) throw staffErrors.fail("cannot_grant")
  return role
}

type RoleParts = { id: string; name: string; description: string; built_in: boolean; permissions: Iterable<string> }

const present = (actor: Staff, role: RoleParts, members: number): RoleOut => ({
  ...role,
  permissions: [...role.permissions].sort(),
  members,
  assignable: covers(actor.permissions, role.permissions),
})

const builtInRoles = (): RoleParts[] =>
  BUILT_IN_ROLES.map((id) => ({
    id,
    ...BUILT_IN_ROLE_TEXTS[id],
    built_in: true,
    permissions: builtInRolePermissions()[id],
  }))

export const listRoles = async (knex: Knex, actor: Staff): Promise<RoleListAnswer> => {
  const [own, members] = await Promise.all([listOwnRoles(knex), countMembers(knex)])
  const roles = [...builtInRoles(), ...own.map((row) => ({ ...row, built_in: false }))]
  return {
    roles: roles.map((role) => present(actor, role, members.get(role.id) ?? 0)),
    permissions: [...builtInRolePermissions().owner].sort(),
  }
}

const refuseUngrantable = (actor: Staff, permissions: readonly string[]): void => {
  if (!covers(builtInRolePermissions().owner, permissions)) throw staffErrors.fail("unknown_permission")
  if (!covers(actor.permissions, permissions)) throw staffErrors.fail("cannot_grant")
}

const isBuiltInName = (name: string): boolean =>
  BUILT_IN_ROLES.some((id) => BUILT_IN_ROLE_TEXTS[id].name.toLowerCase() === name.toLowerCase())

export const createRole = async (knex: Knex, actor: Staff, input: CreateRole): Promise<RoleOut> => {
  refuseUngrantable(actor, input.permissions)
  if (isBuiltInName(input.name)) throw staffErrors.fail("role_name_taken")
  const role = { ...input, id: generateEntityId(undefined, "srole"), permissions: [...new Set(input.permissions)] }
  await knex.transaction(async (trx) => {
    if (!(await insertRole(trx, role))) throw staffErrors.fail("role_name_taken")
    await recordAudit(trx, {
      action: "staff.role_created",
      target: { type: "staff_role", id: role.id, label: role.name },
      after: { permissions: role.permissions },
    })
  })
  return present(actor, { ...role, built_in: false }, 0)
}

export const changeRole = async (knex: Knex, actor: Staff, id: string, change: UpdateRole): Promise<RoleOut> => {
  const before = await findOwnRole(knex, id)
  if (!before) throw commonErrors.fail("not_found")
  refuseUngrantable(
    actor,
    before.permissions.filter((permission) => builtInRolePermissions().owner.has(permission))
  )
  if (change.permissions) refuseUngrantable(actor, change.permissions)
  if (change.name !== undefined && (isBuiltInName(change.name) || (await isNameTaken(knex, change.name, id))))
    throw staffErrors.fail("role_name_taken")
  const after = {
    name: change.name ?? before.name,
    description: change.description ?? before.description,
    permissions: [...new Set(change.permissions ?? before.permissions)],
  }
  await knex.transaction(async (trx) => {
    await updateRole(trx, id, after)
    await recordAudit(trx, {
      action: "staff.role_changed",
      target: { type: "staff_role", id, label: before.name },
      before: { permissions: before.permissions },
      after: { permissions: after.permissions },
    })
  })
  clearStaffCache()
  return present(actor, { id, ...after, built_in: false }, (await countMembers(knex)).get(id) ?? 0)
}

export const deleteRole = async (knex: Knex, id: string): Promise<void> => {
  const role = await findOwnRole(knex, id)
  if (!role) throw commonErrors.fail("not_found")
  await knex.transaction(async (trx) => {
    if (!(await deleteUnusedRole(trx, id))) throw staffErrors.fail("role_in_use")
    await recordAudit(trx, {
      action: "staff.role_deleted",
      target: { type: "staff_role", id, label: role.name },
      before: { permissions: role.permissions },
    })
  })
  clearStaffCache()
}
