import { createRegistry } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

/** An approved request, as the kind that asked for it executes it. */
export type ApprovedRequest = {
  readonly id: string
  /** What `askForApproval` was given; the kind checks its shape. */
  readonly payload: unknown
  /** User or key that asked. */
  readonly requested_by: string
}

/** A kind of thing that needs a second person. */
export type ApprovalKind = {
  /** What deciding about it takes. */
  readonly permission: string
  /**
   * Does what was approved. May run again after a crash or a failure, so it must notice what it has done. Throws a
   * business error to end the request as failed; anything else is tried again.
   */
  execute(container: MedusaContainer, request: ApprovedRequest): Promise<void>
}

const kinds = createRegistry<ApprovalKind>("staff-access.approval-kinds")

/** Adds a kind, for example `refund` or `payout`. Call it when the application starts. */
export const registerApprovalKind = (name: string, kind: ApprovalKind): void => kinds.register(name, kind)

export const approvalKindOf = (name: string): ApprovalKind | undefined => kinds.get(name)
