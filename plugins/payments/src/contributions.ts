import { registerAuditedResources } from "@atrium/audit/extension-points"

/** What staff do below these paths is in the audit log. */
registerAuditedResources({
  "/admin/gateway-events": { noun: "gateway_event", label: "a gateway event" },
  "/admin/gateway-disputes": { noun: "dispute", label: "a dispute" },
  "/admin/gateways": { noun: "gateway", label: "a gateway" },
})
