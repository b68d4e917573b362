import { registerAuditedResources } from "@atrium/audit/extension-points"

/** What staff do below these paths stands in the audit log. */
registerAuditedResources({
  "/admin/gateway-events": { noun: "gateway_event", label: "an event of a gateway" },
  "/admin/gateway-disputes": { noun: "dispute", label: "a dispute" },
  "/admin/gateways": { noun: "gateway", label: "a gateway" },
})
