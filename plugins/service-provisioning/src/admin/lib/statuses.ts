import type { ServiceRequestOut } from "../../contracts/service-requests"
import type { ServiceRequestStatus, TaskStatus } from "../../contracts/statuses"

type Colour = "green" | "red" | "blue" | "orange" | "grey" | "purple"

export const STATUS_COLOURS: Readonly<Record<ServiceRequestStatus, Colour>> = {
  payment_confirmed: "grey",
  pending_contact: "orange",
  team_assigned: "purple",
  in_progress: "blue",
  completed: "green",
  cancelled: "red",
}

export const TASK_COLOURS: Readonly<Record<TaskStatus, Colour>> = {
  to_do: "grey",
  in_progress: "blue",
  waiting: "orange",
  done: "green",
  cancelled: "red",
}

export const PAYMENT_WORDS: Readonly<Record<ServiceRequestOut["payment"]["status"], string>> = {
  captured: "Paid",
  partially_refunded: "Partly refunded",
  refunded: "Refunded",
  not_required: "Nothing to pay",
}
