import { auditActions } from "@atrium/audit/extension-points"

/** Audit actions of this plugin. */
auditActions.addAll("staff-access", [
  { name: "staff.access_changed", sentence: "Changed the role or status of a staff member", category: "security" },
  { name: "staff.removal_started", sentence: "Started to remove a staff member", category: "security" },
  { name: "staff.invited", sentence: "Invited a staff member", category: "security" },
  { name: "staff.two_step_reset", sentence: "Reset a staff member's two-step verification", category: "security" },
  { name: "staff.role_created", sentence: "Created a role", category: "security" },
  { name: "staff.role_changed", sentence: "Changed a role", category: "security" },
  { name: "staff.role_deleted", sentence: "Deleted a role", category: "security" },
  { name: "staff.key_access_changed", sentence: "Changed the access of a secret API key", category: "security" },
  { name: "staff.settings_changed", sentence: "Changed the staff security settings", category: "security" },
  { name: "staff.approval_requested", sentence: "Requested a second person's approval", category: "change" },
  { name: "staff.approval_granted", sentence: "Approved another staff member's request", category: "change" },
  { name: "staff.approval_declined", sentence: "Declined another staff member's request", category: "change" },
])

export { recordAudit } from "@atrium/audit/tx"
