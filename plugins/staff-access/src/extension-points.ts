import { defineExtensionPoint } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

/** An approved request, as passed to its kind for execution. */
export type ApprovedRequest = {
  readonly id: string
  /** The payload passed to `requestApproval`; the kind validates it. */
  readonly payload: unknown
  /** User or API key that requested it. */
  readonly requested_by: string
}

/** A kind of action that needs a second person's approval. */
export type ApprovalKind = {
  /** Stored with every request of this kind: "refund" */
  readonly name: string
  /** The permission required to decide. */
  readonly permission: string
  /**
   * Executes an approved request. May run again after a crash or failure, so it must be idempotent. A business error ends the
   * request as failed; any other error is retried.
   */
  execute(container: MedusaContainer, request: ApprovedRequest): Promise<void>
}

/** Actions that need a second person's approval, for example a refund or payout. */
export const approvalKinds = defineExtensionPoint<ApprovalKind>({
  name: "staff-access.approval-kinds",
  key: ({ name }) => name,
})

/** An Admin page that only some roles can open. */
export type MenuPage = {
  /** Its path in Admin, as in the menu's link: "/orders" */
  readonly page: string
  /** The permission required to open it, usually that of the list it loads. */
  readonly permission: string
}

/** Pages that are hidden from the menu of staff whose role can't open them. A page without an entry is shown to all staff. */
export const menuPages = defineExtensionPoint<MenuPage>({ name: "staff-access.menu-pages", key: ({ page }) => page })
