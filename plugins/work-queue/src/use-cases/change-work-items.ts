import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { RetryWorkItemGroup, WorkItemView } from "../contracts"
import { cancelManually, retryManually, retryGroupManually } from "../data/manual-changes"

/** Staff retry a dead, parked, retrying or canceled item now. Throws `not_found`, `invalid_transition`. */
export const retryWorkItem = (container: MedusaContainer, id: string): Promise<WorkItemView> =>
  retryManually(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), id)

/** Staff cancel a due, parked, retrying or dead item. Throws `not_found`, `invalid_transition`. */
export const cancelWorkItem = (container: MedusaContainer, id: string): Promise<WorkItemView> =>
  cancelManually(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), id)

/** Staff retry every dead, retrying or parked item of one kind and reason now. Returns their number. */
export const retryWorkItemGroup = (container: MedusaContainer, group: RetryWorkItemGroup): Promise<number> =>
  retryGroupManually(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), group)
