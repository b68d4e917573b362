import type { ServiceRequestStatus } from "../contracts/statuses"

/** The state of a request after a provider is assigned. The same state means that only the provider changes. */
const ON_ASSIGNMENT = {
  pending_contact: "team_assigned",
  team_assigned: "team_assigned",
  in_progress: "in_progress",
} as const satisfies Partial<Record<ServiceRequestStatus, ServiceRequestStatus>>

/** Its state after it is unassigned. */
const ON_LEAVING = {
  pending_contact: "pending_contact",
  team_assigned: "pending_contact",
  in_progress: "pending_contact",
} as const satisfies Partial<Record<ServiceRequestStatus, ServiceRequestStatus>>

/** The state after a change of provider; undefined when the provider can no longer change. */
export const statusOnProviderChange = (
  status: ServiceRequestStatus,
  assigned: boolean
): ServiceRequestStatus | undefined => {
  const table: Partial<Record<ServiceRequestStatus, ServiceRequestStatus>> = assigned ? ON_ASSIGNMENT : ON_LEAVING
  return table[status]
}
