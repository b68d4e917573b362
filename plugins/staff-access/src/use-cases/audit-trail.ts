import { registerAuditActions } from "@atrium/audit/extension-points"

/** What this plugin writes to the audit log. */
registerAuditActions({
  "staff.access_changed": { sentence: "Changed the role or status of a member of staff", category: "security" },
  "staff.removal_started": { sentence: "Removed a member of staff", category: "security" },
  "staff.invited": { sentence: "Invited a person with a role", category: "security" },
  "staff.two_step_reset": { sentence: "Reset a person's two-step verification", category: "security" },
  "staff.role_created": { sentence: "Created a role", category: "security" },
  "staff.role_changed": { sentence: "Changed a role", category: "security" },
  "staff.role_deleted": { sentence: "Deleted a role", category: "security" },
  "staff.key_access_changed": { sentence: "Changed what a secret API key can do", category: "security" },
  "staff.settings_changed": { sentence: "Changed the security settings of staff", category: "security" },
  "staff.approval_requested": { sentence: "Requested a second person's approval", category: "change" },
  "staff.approval_granted": { sentence: "Approved a request of another person", category: "change" },
  "staff.approval_declined": { sentence: "Declined a request of another person", category: "change" },
})

export { recordAudit } from "@atrium/audit/tx"
