import { commissionRules } from "@atrium/affiliate-commissions/extension-points"
import { auditedResources } from "@atrium/audit/extension-points"
import { mailTemplates } from "@atrium/notifications/extension-points"
import { gateways } from "@atrium/payments/extension-points"
import { assignmentRules } from "@atrium/provider-assignment/extension-points"
import { keptFor, keptTables, knexOf } from "@atrium/server"
import { reportRows } from "@atrium/work-queue/extension-points"

import { countOverdueTransfers } from "./data/bank-transfers"
import { seniorityRule } from "./domain/seniority-rule"
import { welcomeAmount } from "./domain/welcome-amount"
import { orderConfirmation } from "./mail/order-confirmation"
import { bankTransferGateway } from "./providers/bank-transfer/gateway"

const OWNER = "acme"

gateways.add(OWNER, bankTransferGateway)
assignmentRules.add(OWNER, seniorityRule)
commissionRules.add(OWNER, welcomeAmount)
mailTemplates.add(OWNER, orderConfirmation, { replaces: "service-provisioning" })
reportRows.add(OWNER, {
  name: "acme.overdue-transfers",
  label: "Bank transfers expected for over a week",
  page: "/bank-transfers",
  read: async (container) => {
    const value = await countOverdueTransfers(knexOf(container))
    return { value, needs_attention: value > 0 }
  },
})

// Money is recorded in the audit log before it is recorded at all, and kept.
auditedResources.add(OWNER, {
  path: "/admin/bank-transfers",
  noun: "bank_transfer",
  label: "a bank transfer",
  guarded: true,
})
keptTables.addAll(OWNER, keptFor("accounting", ["acme_bank_transfer", "acme_bank_transfer_refund"]))
