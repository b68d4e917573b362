import { clearAuthorizations } from "@atrium/identity/use-cases"
import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createInvitesWorkflow } from "@medusajs/medusa/core-flows"

import { staffErrors } from "../contracts/errors"
import { BUILT_IN_ROLE_TEXTS, isBuiltInRole } from "../contracts/roles"
import type { InviteStaff, MemberListAnswer, MemberListQuery, MemberOut, UpdateMember } from "../contracts/staff"
import { findMember, hasOtherOwner, listMembers, type MemberRow } from "../data/core/list-members"
import { lockOwners, writeInvitation, writeMember } from "../data/members"
import { covers, type Permissions } from "../domain/role-permissions"
import { recordAudit } from "./audit-trail"
import { grantableRole } from "./roles"
import { builtInRolePermissions, clearStaffCache, type Staff } from "./staff-of-request"

const permissionsOf = (row: MemberRow): Permissions => {
  if (row.role_id && isBuiltInRole(row.role_id)) return builtInRolePermissions()[row.role_id]
  return new Set(row.permissions ?? [])
}

const roleOf = (row: MemberRow): MemberOut["role"] => {
  if (!row.role_id) return null
  const name = isBuiltInRole(row.role_id) ? BUILT_IN_ROLE_TEXTS[row.role_id].name : (row.role_name ?? "Deleted role")
  return { id: row.role_id, name }
}

const present = (actor: Staff, row: MemberRow): MemberOut => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: roleOf(row),
  status: row.status,
  two_step: row.two_step,
  manageable: actor.permissions.has("staff:manage") && covers(actor.permissions, permissionsOf(row)),
  created_at: row.created_at.toISOString(),
})

export const listStaff = async (knex: Knex, actor: Staff, query: MemberListQuery): Promise<MemberListAnswer> => {
  const { members, count } = await listMembers(knex, query)
  return {
    staff: members.map((row) => present(actor, row)),
    count,
    offset: query.offset,
    limit: query.limit,
  }
}

const existing = async (knex: Knex | Knex.Transaction, id: string): Promise<MemberRow> => {
  const row = await findMember(knex, id)
  if (!row) throw commonErrors.fail("not_found")
  return row
}

export const retrieveStaff = async (knex: Knex, actor: Staff, id: string): Promise<MemberOut> =>
  present(actor, await existing(knex, id))

/** Refuses to change staff with more access than the actor, and to remove the last owner. */
const refuseLoss = async (trx: Knex.Transaction, actor: Staff, row: MemberRow, losesOwner: boolean): Promise<void> => {
  if (!covers(actor.permissions, permissionsOf(row))) throw staffErrors.fail("cannot_grant")
  if (losesOwner && row.role_id === "owner" && row.status === "active" && !(await hasOtherOwner(trx, row.id)))
    throw staffErrors.fail("last_owner")
}

/** Assigns or removes a role, suspends or reactivates. */
export const changeMember = async (
  knex: Knex,
  actor: Staff,
  id: string,
  change: UpdateMember
): Promise<{ before: MemberOut; after: MemberOut }> => {
  const result = await knex.transaction(async (trx) => {
    await lockOwners(trx)
    const row = await existing(trx, id)
    if (change.role_id) await grantableRole(trx, actor, change.role_id)
    const losesOwner = (change.role_id !== undefined && change.role_id !== "owner") || change.status === "suspended"
    await refuseLoss(trx, actor, row, losesOwner)
    await writeMember(trx, id, {
      ...(change.role_id === undefined ? {} : { role_id: change.role_id }),
      ...(change.status === undefined ? {} : { status: change.status }),
    })
    const after = await existing(trx, id)
    await recordAudit(trx, {
      action: "staff.access_changed",
      target: { type: "user", id, label: row.email },
      before: { role: row.role_id, status: row.status },
      after: { role: after.role_id, status: after.status },
    })
    return { before: present(actor, row), after: present(actor, after) }
  })
  clearStaffCache()
  clearAuthorizations()
  return result
}

/** Runs before core deletes a user: checks, and suspends the user, so that parallel deletions cannot remove the last two owners. */
export const prepareRemoval = async (knex: Knex, actor: Staff, id: string): Promise<void> => {
  await knex.transaction(async (trx) => {
    await lockOwners(trx)
    const row = await findMember(trx, id)
    // Core returns the error for an unknown user.
    if (!row) return
    await refuseLoss(trx, actor, row, true)
    await writeMember(trx, id, { status: "suspended" })
    await recordAudit(trx, {
      action: "staff.removal_started",
      target: { type: "user", id, label: row.email },
      before: { role: row.role_id, status: row.status },
    })
  })
  clearStaffCache()
  clearAuthorizations()
}

/** Stores the role for the invited address and lets core send the invitation. */
export const inviteStaff = async (
  container: MedusaContainer,
  knex: Knex,
  actor: Staff,
  { email, role_id }: InviteStaff
): Promise<{ id: string; email: string; role: { id: string; name: string } }> => {
  const role = await grantableRole(knex, actor, role_id)
  await knex.transaction(async (trx) => {
    await writeInvitation(trx, { email, role_id: role.id, invited_by: actor.person })
    await recordAudit(trx, {
      action: "staff.invited",
      target: { type: "invite", id: null, label: email },
      after: { role: role.id },
    })
  })
  const { result } = await createInvitesWorkflow(container).run({ input: { invites: [{ email }] } })
  const [invite] = result
  if (!invite) throw new Error("Core created no invitation")
  return { id: invite.id, email: invite.email, role: { id: role.id, name: role.name } }
}
