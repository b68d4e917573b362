import { auditedResources } from "@atrium/audit/extension-points"
import { ownerNames } from "@atrium/ledger/extension-points"
import {
  workAfterCancellation,
  workAfterCapture,
  workAfterDispute,
  workAfterRefund,
} from "@atrium/payments/extension-points"

import { keptFor, keptTables, personalData, retentionRules } from "@atrium/server"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { codesOf, idsByCode } from "./data/affiliates"
import { pruneClicks } from "./data/clicks"
import { affiliatePersonalData } from "./data/personal-data"
import { settleOrderWork } from "./domain/work"
import { readAffiliate } from "./use-cases/read-affiliates"
import { readCommission } from "./use-cases/read-commissions"
import { readProgramme } from "./use-cases/read-programmes"
import { readRule } from "./use-cases/read-rules"

const NAME = "affiliate-commissions"

// Everything that moves an order's money schedules the same work; the order's rows decide the result.
workAfterCapture.add(NAME, {
  name: "settle-commissions",
  work: ({ payment_id: payment, order_id: order }) => [settleOrderWork(payment ?? `order:${order}`, order)],
})
workAfterRefund.add(NAME, {
  name: "settle-commissions",
  work: ({ refund_id: refund, order_id: order }) => [settleOrderWork(refund, order)],
})
workAfterCancellation.add(NAME, {
  name: "settle-commissions",
  work: ({ order_id: order }) => [settleOrderWork(`canceled:${order}`, order)],
})
workAfterDispute.add(NAME, {
  name: "settle-commissions",
  work: ({ dispute_reference: dispute, order_id: order, status }) => [
    settleOrderWork(`dispute:${dispute}:${status}`, order, dispute),
  ],
})

ownerNames.add(NAME, { type: "affiliate", of: codesOf, find: idsByCode })

retentionRules.add(NAME, {
  table: "affiliate_click",
  what: "clicks on affiliates' links; their daily counts stay",
  keptDays: 400,
  why: "longer than any attribution window",
  remove: (container, before) => pruneClicks(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), before),
})

personalData.addAll(NAME, affiliatePersonalData)

keptTables.addAll(NAME, [
  { table: "affiliate_attribution", why: "accounting: why an order earned a commission" },
  { table: "affiliate_status_history", why: "accounting: who activated an affiliate" },
  ...keptFor("accounting", ["commission", "commission_history"]),
])

/** Writes and reads under these paths are audited; changes of who earns money are recorded before they are made. */
auditedResources.addAll(NAME, [
  {
    path: "/admin/affiliates",
    noun: "affiliate",
    label: "an affiliate",
    personal: true,
    guarded: true,
    read: readAffiliate,
  },
  {
    path: "/admin/affiliate-programmes",
    noun: "affiliate_programme",
    label: "an affiliate program",
    read: readProgramme,
  },
  {
    path: "/admin/commission-rules",
    noun: "commission_rule",
    label: "a commission rule",
    guarded: true,
    read: readRule,
  },
  { path: "/admin/commissions", noun: "commission", label: "a commission", guarded: true, read: readCommission },
])
