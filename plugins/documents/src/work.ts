import { isAtriumError } from "@atrium/kernel"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import { EVERYTHING } from "@atrium/work-queue/use-cases"

import { ISSUE_ALL_DOCUMENTS, ISSUE_DOCUMENTS } from "./domain/work"
import { issueDocuments } from "./use-cases/issue-documents"
import { reconcileDocuments } from "./use-cases/reconcile-documents"

const OWNER = "documents"

workHandlers.add(
  OWNER,
  workHandler(ISSUE_DOCUMENTS, async ({ order_id }, { container }) => {
    try {
      await issueDocuments(container, order_id)
    } catch (error) {
      // Not this order's fault: completing the profile issues everything that is missing.
      if (!isAtriumError(error) || error.code !== "seller_profile_incomplete") throw error
    }
  })
)

workHandlers.add(
  OWNER,
  workHandler(ISSUE_ALL_DOCUMENTS, async (_payload, { container }) => {
    await reconcileDocuments(container, EVERYTHING)
  })
)
