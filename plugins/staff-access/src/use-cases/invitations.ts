import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { staffErrors } from "../contracts/errors"
import { rolesOfInvitations } from "../data/invitations"
import { covers } from "../domain/role-permissions"
import { roleById } from "./roles"
import type { Staff } from "./staff-of-request"

/** Which of these addresses were invited to more than the actor may do. */
export const invitedAbove = async (knex: Knex, actor: Staff, emails: readonly string[]): Promise<Set<string>> => {
  const above = new Set<string>()
  for (const [email, roleId] of await rolesOfInvitations(knex, emails)) {
    const role = await roleById(knex, roleId).catch(() => undefined)
    if (role && !covers(actor.permissions, role.permissions)) above.add(email)
  }
  return above
}

/** A token of an invitation is as good as its role: only who could give the role may renew it. */
export const refuseInvitationAbove = async (
  container: MedusaContainer,
  knex: Knex,
  actor: Staff,
  invitationId: string
): Promise<void> => {
  const [invite] = await container.resolve(Modules.USER).listInvites({ id: invitationId }, { select: ["id", "email"] })
  if (!invite) return
  if ((await invitedAbove(knex, actor, [invite.email])).size > 0) throw staffErrors.fail("cannot_grant")
}
