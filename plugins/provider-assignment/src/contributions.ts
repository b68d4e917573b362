import { auditedResources } from "@atrium/audit/extension-points"
import { actors } from "@atrium/identity/extension-points"
import { mailCategories, mailRecipients, mailTemplates } from "@atrium/notifications/extension-points"
import { encryptedTables, keptFor, keptTables, personalData } from "@atrium/server"
import {
  provisionedRequestWork,
  requestFields,
  requestMoveEffects,
} from "@atrium/service-provisioning/extension-points"
import { assignProviderToRequest } from "@atrium/service-provisioning/tx"

import { assignmentErrors } from "./contracts/errors"
import { NEW_REQUESTS } from "./domain/mail-categories"
import { assignmentPersonalData } from "./data/personal-data"
import { encryptedProviders } from "./data/rows"
import { assignRequestWork } from "./domain/work-kinds"
import { invitationTemplate, providerNoticeTemplate, staffNoticeTemplate } from "./mail"
import { assignChosenProvider } from "./use-cases/assign-chosen-provider"
import { readPolicyForStaff } from "./use-cases/read-policies"
import { readProviderForStaff } from "./use-cases/read-providers"
import { releaseOnMove } from "./use-cases/release-assignment"

mailCategories.add("provider-assignment", {
  key: NEW_REQUESTS,
  label: "New requests",
  description: "An email each time a request is assigned to you. You can also see it in the portal.",
  audience: "provider",
})
mailRecipients.add("provider-assignment", {
  actor: "provider",
  addressOf: async (container, id) => (await readProviderForStaff(container, id)).email,
})
mailTemplates.addAll("provider-assignment", [invitationTemplate, providerNoticeTemplate, staffNoticeTemplate])

provisionedRequestWork.add("provider-assignment", {
  name: "provider-assignment.assign-request",
  work: (request) => [assignRequestWork(request.id)],
})

requestMoveEffects.add("provider-assignment", { name: "provider-assignment.release-effort", run: releaseOnMove })

/** `provider_id` of `POST /admin/service-requests/:id`, in one transaction with the status and notes of the same call. */
requestFields.add("provider-assignment", {
  field: "provider_id",
  apply: async (trx, { request, value, reason, actor }) => {
    if (value) await assignChosenProvider(trx, { request_id: request.id, provider_id: value, reason, actor })
    else await assignProviderToRequest(trx, { request_id: request.id, provider: null, actor, reason })
  },
})

/** Writes and reads by staff and providers under these paths are audited. */
auditedResources.addAll("provider-assignment", [
  { path: "/admin/providers", noun: "provider", label: "a provider", personal: true, read: readProviderForStaff },
  {
    path: "/admin/assignment-policies",
    noun: "assignment_policy",
    label: "an assignment policy",
    read: readPolicyForStaff,
  },
  { path: "/admin/assignment-decisions", noun: "assignment_decision", label: "an assignment decision" },
  // A provider reads the customer's contact data there, and moves the status.
  { path: "/provider/service-requests", noun: "service_request", label: "a service request", personal: true },
  { path: "/provider/absences", noun: "provider_absence", label: "an absence" },
  { path: "/provider/me", noun: "provider_profile", label: "their profile" },
  { path: "/provider/invitations", noun: "provider_invitation", label: "a provider invitation", security: true },
])

/** Provider accounts; a suspended provider is refused on every request. */
actors.add("provider-assignment", {
  type: "provider",
  table: "provider",
  active: "actor.status = 'active'",
  refusal: () => assignmentErrors.fail("provider_suspended"),
})

personalData.addAll("provider-assignment", assignmentPersonalData)
encryptedTables.add("provider-assignment", encryptedProviders)

keptTables.addAll("provider-assignment", [
  ...keptFor("who did the purchased work; kept as long as the order", ["provider", "assignment"]),
  { table: "provider_absence", why: "why work went to another provider" },
  {
    table: "assignment_decision",
    why: "why a provider was chosen; stored decisions can be replayed",
  },
])
