import { commissionRules } from "@atrium/affiliate-commissions/extension-points"
import { auditedResources } from "@atrium/audit/extension-points"
import { mailTemplates } from "@atrium/notifications/extension-points"
import { gateways } from "@atrium/payments/extension-points"
import { assignmentRules } from "@atrium/provider-assignment/extension-points"
import { keptFor, keptTables, knexOf } from "@atrium/server"
import { taskKinds } from "@atrium/service-provisioning/extension-points"
import { menuPages } from "@atrium/staff-access/extension-points"
import { reportRows } from "@atrium/work-queue/extension-points"

import { countOverdueTransfers } from "./data/bank-transfers"
import { seniorityRule } from "./domain/seniority-rule"
import { welcomeAmount } from "./domain/welcome-amount"
import { orderConfirmation } from "./mail/order-confirmation"
import { bankTransferGateway } from "./providers/bank-transfer/gateway"
import { welcomeCall } from "./use-cases/welcome-calls"

const OWNER = "acme"

gateways.add(OWNER, bankTransferGateway)
assignmentRules.add(OWNER, seniorityRule)
commissionRules.add(OWNER, welcomeAmount)
taskKinds.add(OWNER, welcomeCall)
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

menuPages.add(OWNER, { page: "/bank-transfers", permission: "bank-transfers:read" })

// Recording a payment is audited before it takes effect (`guarded`), and payments are kept for accounting.
auditedResources.addAll(OWNER, [
  { path: "/admin/bank-transfers", noun: "bank_transfer", label: "a bank transfer", guarded: true },
  { path: "/admin/welcome-calls", noun: "welcome_call", label: "a welcome call" },
])
keptTables.addAll(OWNER, [
  ...keptFor("accounting", ["acme_bank_transfer", "acme_bank_transfer_refund"]),
  { table: "acme_welcome_call", why: "part of the work that was bought, kept with its order" },
])
