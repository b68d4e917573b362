import { auditActions } from "@atrium/audit/extension-points"
import { recordAudit } from "@atrium/audit/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

auditActions.addAll("identity", [
  { name: "identity.signed_in", sentence: "Signed in", category: "security" },
  { name: "identity.sign_in_refused", sentence: "Failed to sign in", category: "security" },
  { name: "identity.signed_out", sentence: "Signed out", category: "security" },
  { name: "identity.sign_in_ended", sentence: "Signed out one of their devices", category: "security" },
  { name: "identity.other_sign_ins_ended", sentence: "Signed out all their other devices", category: "security" },
  { name: "identity.password_changed", sentence: "Changed their password with an emailed link", category: "security" },
  {
    name: "identity.own_password_changed",
    sentence: "Changed their password with the current one",
    category: "security",
  },
  { name: "identity.email_change_requested", sentence: "Asked to change their email address", category: "security" },
  { name: "identity.email_changed", sentence: "Confirmed their new email address", category: "security" },
  {
    name: "identity.email_change_stopped",
    sentence: "Stopped a change of their email address with the emailed link",
    category: "security",
  },
  {
    name: "identity.registered",
    sentence: "Confirmed their email address and created an account",
    category: "security",
  },
  { name: "identity.staff_joined", sentence: "Accepted a staff invitation", category: "security" },
  { name: "identity.access_refused", sentence: "Was denied access: the account is suspended", category: "security" },
])

export type SecurityEvent = {
  readonly action:
    | "identity.signed_in"
    | "identity.sign_in_refused"
    | "identity.signed_out"
    | "identity.sign_in_ended"
    | "identity.other_sign_ins_ended"
    | "identity.password_changed"
    | "identity.own_password_changed"
    | "identity.email_change_requested"
    | "identity.email_changed"
    | "identity.email_change_stopped"
    | "identity.registered"
    | "identity.staff_joined"
    | "identity.access_refused"
  readonly actor: { readonly type: string; readonly id: string | null; readonly email?: string }
}

const REFUSALS: ReadonlySet<string> = new Set(["identity.sign_in_refused", "identity.access_refused"])

/** Writes a security event to the audit log. */
export const recordSecurityEvent = async (
  container: MedusaContainer,
  { action, actor }: SecurityEvent
): Promise<void> => {
  await recordAudit(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), {
    action,
    actor: { type: actor.type, id: actor.id, label: actor.email ?? null },
    outcome: REFUSALS.has(action) ? "refused" : "succeeded",
  })
}
