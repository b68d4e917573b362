import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { RetryWorkItemGroup } from "../contracts"
import { retryGroupByHand } from "../modules/work-queue/engine/move-by-hand"

/** A person makes every dead, retrying or parked item of one kind and reason due now. Returns how many there were. */
export const retryWorkItemGroup = (container: MedusaContainer, group: RetryWorkItemGroup): Promise<number> =>
  retryGroupByHand(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), group)
