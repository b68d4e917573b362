import { reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/workflows"
import type { MedusaContainer } from "@medusajs/framework/types"

import { ordersWithMissingRequests } from "../data/core/paid-lines"
import { provisionPaymentWork } from "../domain/work-kinds"

/**
 * Finds paid orders whose units lack their service request and makes provisioning due again. What is dead stays dead:
 * an operator decides about it on the Operations page.
 */
export const reconcileProvisioning = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> =>
  reconcileInPages(container, span, ordersWithMissingRequests, (orders) => ({
    missing: orders.map(provisionPaymentWork),
  }))
