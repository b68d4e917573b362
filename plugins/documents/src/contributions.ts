import { auditedResources } from "@atrium/audit/extension-points"
import { mailAttachments, mailTemplates } from "@atrium/notifications/extension-points"
import { workAfterCapture, workAfterRefund } from "@atrium/payments/extension-points"
import { encryptedTables, keptFor, keptTables, knexOf, personalData, readBySql, withoutCustomers } from "@atrium/server"
import { reportRows } from "@atrium/work-queue/extension-points"

import { filePersonalData } from "./data/file-privacy"
import { encryptedFiles } from "./data/personal-files"
import { currentSellerProfile } from "./data/seller-profiles"
import { EMPTY_PROFILE, missingFields } from "./domain/seller-profile"
import { issueDocumentsWork } from "./domain/work"
import { filesOfOrders } from "./use-cases/files-of-orders"
import { creditNoteTemplate, receiptTemplate } from "./mail"
import { openMailedDocuments } from "./use-cases/open-mailed-documents"

const OWNER = "documents"

workAfterCapture.add(OWNER, {
  name: "issue-documents",
  work: ({ order_id, payment_id }) => [issueDocumentsWork(order_id, payment_id ?? order_id)],
})
workAfterRefund.add(OWNER, {
  name: "issue-credit-note",
  work: ({ order_id, refund_id }) => [issueDocumentsWork(order_id, refund_id)],
})

mailTemplates.addAll(OWNER, [receiptTemplate, creditNoteTemplate])
mailAttachments.addAll(
  OWNER,
  [receiptTemplate, creditNoteTemplate].map(({ name }) => ({ template: name, open: openMailedDocuments }))
)

/** Requests by staff under these paths, reads of documents included, are audited. */
auditedResources.addAll(OWNER, [
  { path: "/admin/seller-profile", noun: "seller_profile", label: "the seller profile", guarded: true },
  { path: "/admin/order-documents", noun: "order_document", label: "a document of an order", personal: true },
])

keptTables.addAll(
  OWNER,
  keptFor("tax law requires invoices to be kept unchanged, with seller and buyer", ["order_document", "seller_profile"])
)
keptTables.addAll(
  OWNER,
  keptFor("answers of services that were bought: kept with their order; all others are deleted when they expire", [
    "personal_file",
  ])
)

encryptedTables.add(OWNER, encryptedFiles)
personalData.addAll(OWNER, [
  filePersonalData,
  {
    table: "order_document",
    what: "receipts, invoices and credit notes",
    erasure: "kept",
    why: "tax law requires invoices to be kept unchanged, with seller and buyer",
    read: readBySql(
      `SELECT kind, number, issued_at, currency_code, facts FROM order_document WHERE order_id = ANY(:orders)
       ORDER BY issued_at, number`
    ),
    files: (container, { orders }) => filesOfOrders(container, orders),
  },
  ...withoutCustomers("the shop's own details", ["seller_profile"]),
])

reportRows.add(OWNER, {
  name: `${OWNER}.seller-profile`,
  label: "Fields missing in the seller profile: no invoices are issued",
  page: "/settings/seller-profile",
  read: async (container) => {
    const value = missingFields((await currentSellerProfile(knexOf(container))) ?? EMPTY_PROFILE).length
    return { value, needs_attention: value > 0 }
  },
})
