import type { ServiceRequestStatus } from "../contracts/statuses"

/** Where a request stands once somebody has it. The same state: a change of provider alone changes none. */
const ON_ASSIGNMENT = {
  pending_contact: "team_assigned",
  team_assigned: "team_assigned",
  in_progress: "in_progress",
} as const satisfies Partial<Record<ServiceRequestStatus, ServiceRequestStatus>>

/** Where it stands once nobody has it any more. */
const ON_LEAVING = {
  pending_contact: "pending_contact",
  team_assigned: "pending_contact",
  in_progress: "pending_contact",
} as const satisfies Partial<Record<ServiceRequestStatus, ServiceRequestStatus>>

/** The state after a change of provider; undefined where the provider can no longer change. */
export const statusOnProviderChange = (
  status: ServiceRequestStatus,
  assigned: boolean
): ServiceRequestStatus | undefined => {
  const table: Partial<Record<ServiceRequestStatus, ServiceRequestStatus>> = assigned ? ON_ASSIGNMENT : ON_LEAVING
  return table[status]
}
