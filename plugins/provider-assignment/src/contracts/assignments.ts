import { commonErrors, idText, safeText } from "@atrium/kernel"
import { ServiceRequestDetailOut } from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { assignmentErrors } from "./errors"

/** Body of `POST /admin/service-requests/:id/assignment`. */
export const AssignRequest = z.strictObject({
  /** null unassigns the request. */
  provider_id: idText.nullable(),
  /** Required when the choice overrides a rule. */
  reason: safeText({ min: 1, max: 500, required: "Enter a reason" }).optional(),
  /** `updated_at` as last read; the request is refused if it has changed. */
  updated_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }).optional(),
})
export type AssignRequest = z.infer<typeof AssignRequest>

export const assignmentRoutes = {
  "POST /admin/service-requests/:id/assignment": {
    actor: "staff",
    owner: null,
    rateLimit: "admin",
    summary: "Assign a service request to a provider, or unassign it",
    params: z.strictObject({ id: idText }),
    body: AssignRequest,
    response: { 200: z.strictObject({ service_request: ServiceRequestDetailOut }) },
    errors: [
      ...commonErrors.codes("stale_version", "invalid_transition"),
      ...assignmentErrors.codes("capacity_exceeded", "reason_needed", "provider_not_active"),
    ],
  },
} as const
