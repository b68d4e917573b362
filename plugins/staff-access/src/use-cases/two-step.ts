import { commonErrors } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { staffErrors } from "../contracts/errors"
import type { MemberOut } from "../contracts/staff"
import { announceTwoStep } from "./announce-two-step"
import { recordAudit } from "./audit-trail"
import { retrieveStaff } from "./members"
import { clearStaffCache, type Staff } from "./staff-of-request"

/** Disables a staff member's factors and voids the recovery codes, so that they sign in with the password and set it up again. */
export const resetTwoStep = async (
  container: MedusaContainer,
  knex: Knex,
  actor: Staff,
  userId: string
): Promise<MemberOut> => {
  const member = await retrieveStaff(knex, actor, userId)
  if (!member.manageable) throw staffErrors.fail("cannot_grant")
  // Staff turn off their own in the profile, with a code: an unattended session must not be enough.
  if (actor.person === userId) throw commonErrors.fail("not_allowed")
  // Recorded first, so that nothing happens without an audit entry.
  await recordAudit(knex, {
    action: "staff.two_step_reset",
    target: { type: "user", id: userId, label: member.email },
  })
  const auth = container.resolve(Modules.AUTH)
  const identities = await auth.listAuthIdentities({ app_metadata: { user_id: userId } })
  for (const identity of identities) {
    const factors = await auth.listAuthMfa({ auth_identity_id: identity.id, status: ["pending", "enabled"] })
    for (const { id, status } of factors) {
      // Announced before, so that a reset that is retried after a failure is announced once.
      if (status === "enabled") await announceTwoStep(container, { identityId: identity.id, change: "reset", id })
      await auth.disableAuthMfa({ id })
    }
    // Core can void codes only by generating new ones, which are shown to no one.
    if (factors.length > 0) await auth.generateAuthMfaRecoveryCodes({ auth_identity_id: identity.id, count: 1 })
  }
  clearStaffCache()
  return retrieveStaff(knex, actor, userId)
}
