import { registerAuditedResources } from "@atrium/audit/extension-points"
import { readFacts } from "@atrium/audit/use-cases"

/** What staff do and read below these paths stands in the audit log. */
registerAuditedResources({
  "/admin/service-requests": {
    noun: "service_request",
    label: "a service request",
    personal: true,
    read: readFacts("service_request", [
      "reference_number",
      "status",
      "provider_id",
      "provider_name",
      "due_at",
      "refunded_amount",
      "tasks.id",
      "tasks.status",
    ]),
  },
  "/admin/service-templates": {
    noun: "service_template",
    label: "a service template",
    read: readFacts("service_template", ["product_id", "current_version_id"]),
  },
})
