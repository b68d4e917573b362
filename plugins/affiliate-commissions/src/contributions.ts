import { registerAuditedResources } from "@atrium/audit/extension-points"

import { readAffiliate, readProgramme, readRule } from "./workflows/read-admin"
import { readCommission } from "./workflows/read-commissions"

/** What staff do and read below these paths stands in the audit log; who earns money is recorded before it changes. */
registerAuditedResources({
  "/admin/affiliates": { noun: "affiliate", label: "an affiliate", personal: true, guarded: true, read: readAffiliate },
  "/admin/affiliate-programmes": { noun: "affiliate_programme", label: "an affiliate program", read: readProgramme },
  "/admin/commission-rules": { noun: "commission_rule", label: "a commission rule", guarded: true, read: readRule },
  "/admin/commissions": { noun: "commission", label: "a commission", guarded: true, read: readCommission },
})
