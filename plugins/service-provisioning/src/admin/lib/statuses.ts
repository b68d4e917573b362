import type { StatusColor } from "@atrium/admin-kit"

import type { ServiceRequestOut } from "../../contracts/service-requests"
import type { ServiceRequestStatus, TaskStatus } from "../../contracts/statuses"
import type { TaskHolder } from "../../domain/template-content"

export const STATUS_COLORS: Readonly<Record<ServiceRequestStatus, StatusColor>> = {
  payment_confirmed: "grey",
  pending_contact: "orange",
  team_assigned: "purple",
  in_progress: "blue",
  completed: "green",
  cancelled: "red",
}

export const TASK_COLORS: Readonly<Record<TaskStatus, StatusColor>> = {
  to_do: "grey",
  in_progress: "blue",
  waiting: "orange",
  done: "green",
  cancelled: "red",
}

export const PAYMENT_LABELS: Readonly<Record<ServiceRequestOut["payment"]["status"], string>> = {
  captured: "Paid",
  partially_refunded: "Partially refunded",
  refunded: "Refunded",
  not_required: "Free",
}

/** Who an open task is with. */
export const OWNERS: Readonly<Record<TaskHolder, string>> = { team: "Team", client: "Client", authority: "Authority" }
