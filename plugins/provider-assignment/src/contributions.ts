import { registerAuditedResources } from "@atrium/audit/extension-points"
import { registerActor } from "@atrium/identity/extension-points"
import { registerKept } from "@atrium/server"

import { portalErrors } from "./contracts/portal-errors"
import { readPolicyForStaff } from "./workflows/admin/read-policies"
import { readProviderForStaff } from "./workflows/admin/read-providers"

/** What staff and providers do and read below these paths stands in the audit log. */
registerAuditedResources({
  "/admin/providers": { noun: "provider", label: "a provider", personal: true, read: readProviderForStaff },
  "/admin/assignment-policies": { noun: "assignment_policy", label: "an assignment policy", read: readPolicyForStaff },
  "/admin/assignment-decisions": { noun: "assignment_decision", label: "an assignment decision" },
  // A provider reads the customer's contact data there, and moves the status.
  "/provider/service-requests": { noun: "service_request", label: "a service request", personal: true },
  "/provider/absences": { noun: "provider_absence", label: "an absence" },
  "/provider/me": { noun: "provider_profile", label: "their profile" },
  "/provider/invitations": { noun: "provider_invitation", label: "a provider invitation", security: true },
})

/** Providers sign in; a suspended one is told so on every request. */
registerActor("provider", {
  table: "provider",
  active: "actor.status = 'active'",
  refusal: () => portalErrors.fail("provider_suspended"),
})

registerKept({
  provider: "who did the work that was bought: kept with its order",
  provider_absence: "why work went to another provider",
  assignment: "who did the work that was bought: kept with its order",
  assignment_decision: "why a provider was chosen; a decision can be checked again as long as it is there",
})
