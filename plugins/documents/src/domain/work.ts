import { defineWork, workOf, type WorkToEnqueue } from "@atrium/work-queue/contracts"
import { z } from "zod"

/**
 * Issues what an order lacks: receipt and invoice when it is paid, a credit note for each refund. Key: the payment's or
 * the refund's id, or the order's for a free one and for the reconciler.
 */
export const ISSUE_DOCUMENTS = defineWork({
  kind: "documents.issue",
  version: 1,
  payload: z.strictObject({ order_id: z.string() }),
  maxAttempts: 12,
  backoffSeconds: 5,
})

/** Issues what any order lacks, after the seller profile was completed. Key: the profile's id. */
export const ISSUE_ALL_DOCUMENTS = defineWork({
  kind: "documents.issue-all",
  version: 1,
  payload: z.strictObject({}),
  maxAttempts: 12,
  backoffSeconds: 5,
})

export const issueDocumentsWork = (orderId: string, key: string): WorkToEnqueue =>
  workOf(ISSUE_DOCUMENTS, { key, payload: { order_id: orderId } })
