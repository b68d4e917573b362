import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { RetryWorkItemGroup, WorkItemView } from "../contracts"
import { cancelByHand, retryByHand, retryGroupByHand } from "../data/move-by-hand"

/** Staff make a dead, parked, retrying or cancelled item due now. Throws `not_found`, `invalid_transition`. */
export const retryWorkItem = (container: MedusaContainer, id: string): Promise<WorkItemView> =>
  retryByHand(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), id)

/** Staff cancel a due, parked, retrying or dead item. Throws `not_found`, `invalid_transition`. */
export const cancelWorkItem = (container: MedusaContainer, id: string): Promise<WorkItemView> =>
  cancelByHand(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), id)

/** Staff make every dead, retrying or parked item of one kind and reason due now. Returns how many there were. */
export const retryWorkItemGroup = (container: MedusaContainer, group: RetryWorkItemGroup): Promise<number> =>
  retryGroupByHand(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), group)
