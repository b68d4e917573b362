import { defineExtensionPoint } from "@atrium/kernel"
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
  /** Stored with every request of this kind: "refund" */
  readonly name: string
  /** What deciding about it takes. */
  readonly permission: string
  /**
   * Does what was approved. May run again after a crash or a failure, so it must notice what it has done. Throws a
   * business error to end the request as failed; anything else is tried again.
   */
  execute(container: MedusaContainer, request: ApprovedRequest): Promise<void>
}

/** What needs a second person, for example a refund or a payout. */
export const approvalKinds = defineExtensionPoint<ApprovalKind>({
  name: "staff-access.approval-kinds",
  key: ({ name }) => name,
})

/** A page of Admin that only some roles can open. */
export type MenuPage = {
  /** Its address below Admin, as the menu links to it: "/orders" */
  readonly page: string
  /** What opening it takes: the permission of the list it loads. */
  readonly permission: string
}

/** Pages that are left out of the menu of people whose role can't open them. A page that is not added is shown to all. */
export const menuPages = defineExtensionPoint<MenuPage>({ name: "staff-access.menu-pages", key: ({ page }) => page })
