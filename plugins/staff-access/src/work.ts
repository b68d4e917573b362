import { isAtriumError } from "@atrium/kernel"
import { eraseBySql, keptTables, personalData, retentionRules, unsettledBySql, withoutCustomers } from "@atrium/server"
import { defineWork } from "@atrium/work-queue/contracts"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { z } from "zod"

import { findApproval, moveApproval } from "./data/approvals"
import { invitationRetention } from "./data/retention"
import { approvalKinds } from "./extension-points"

/** Executes an approved request. One item per approval, whose id is the key. */
export const EXECUTE_APPROVAL = defineWork({
  kind: "staff-access.execute-approval",
  version: 1,
  payload: z.strictObject({ approval_id: z.string() }),
  maxAttempts: 8,
  backoffSeconds: 10,
})

const REFUSALS: readonly unknown[] = [
  MedusaError.Types.INVALID_DATA,
  MedusaError.Types.NOT_ALLOWED,
  MedusaError.Types.NOT_FOUND,
]

/** Why the request can never be executed; undefined for a possible outage. */
const refusalOf = (error: unknown): string | undefined => {
  if (isAtriumError(error)) {
    const { message, retryable, status } = error.definition
    return retryable || status >= 500 ? undefined : [message, ...Object.values(error.details ?? {})].join(" ")
  }
  if (typeof error !== "object" || error === null || !("type" in error) || !REFUSALS.includes(error.type))
    return undefined
  return "The order changed in the meantime. Check it, then request this again."
}

retentionRules.add("staff-access", invitationRetention)
keptTables.add("staff-access", {
  table: "staff_approval",
  why: "accounting: which two people approved a refund",
})

personalData.addAll("staff-access", [
  {
    table: "staff_approval",
    what: "staff's notes on approved refunds",
    erasure: "cleared",
    why: "accounting: which two people approved a refund",
    unsettled: unsettledBySql(
      `SELECT 'A refund or cancellation of an order waits for approval.' AS sentence WHERE EXISTS (
         SELECT FROM staff_approval WHERE (subject_id = ANY(:orders) OR subject_id = ANY(:mentions)) AND status IN ('pending', 'approved')
           AND expires_at > now())`
    ),
    erase: eraseBySql(
      `UPDATE staff_approval SET payload = payload - 'note', reason = NULL
       WHERE (subject_id = ANY(:orders) OR subject_id = ANY(:mentions)) AND (jsonb_exists(payload, 'note') OR reason IS NOT NULL)`
    ),
  },
  ...withoutCustomers("roles of invited staff", ["staff_invitation"]),
])

workHandlers.add(
  "staff-access",
  workHandler(EXECUTE_APPROVAL, async ({ approval_id: id }, { container }) => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const approval = await findApproval(knex, id)
    if (approval?.status !== "approved") return
    const kind = approvalKinds.get(approval.kind)
    if (!kind) throw new Error(`No entry of approvalKinds for ${approval.kind}`)
    try {
      await kind.execute(container, { id, payload: approval.payload, requested_by: approval.requested_by })
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      await moveApproval(knex, id, "approved", { status: "failed", error: refusal })
      return
    }
    await moveApproval(knex, id, "approved", { status: "executed" })
  })
)
