import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { staffErrors } from "../contracts/errors"
import { rolesOfInvitations } from "../data/invitations"
import { covers } from "../domain/role-permissions"
import { roleById } from "./roles"
import type { Staff } from "./staff-of-request"

/** Those of these addresses that were invited with permissions the actor does not have. */
export const invitedAbove = async (knex: Knex, actor: Staff, emails: readonly string[]): Promise<Set<string>> => {
  const above = new Set<string>()
  for (const [email, roleId] of await rolesOfInvitations(knex, emails)) {
    const role = await roleById(knex, roleId).catch(() => undefined)
    if (role && !covers(actor.permissions, role.permissions)) above.add(email)
  }
  return above
}

/** A resent invitation contains a token for its role, so only staff who may grant the role may resend it. */
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
