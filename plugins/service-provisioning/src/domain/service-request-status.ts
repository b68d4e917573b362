import type { ActorType } from "@atrium/kernel"

import type { ServiceRequestStatus } from "../contracts/statuses"
import { PROVIDER_TRANSITIONS, SERVICE_REQUEST_STATUSES, SERVICE_REQUEST_TRANSITIONS } from "../contracts/statuses"

/** States a request may move to from its current state. */
export const nextStatuses = (from: ServiceRequestStatus): readonly ServiceRequestStatus[] =>
  SERVICE_REQUEST_TRANSITIONS[from]

export const canMove = (from: ServiceRequestStatus, to: ServiceRequestStatus): boolean =>
  nextStatuses(from).includes(to)

/** States an actor may move a request to: a provider may only start and finish the work. */
export const nextStatusesBy = (by: ActorType, from: ServiceRequestStatus): readonly ServiceRequestStatus[] =>
  by === "provider" ? PROVIDER_TRANSITIONS[from] : nextStatuses(from)

export const canMoveBy = (by: ActorType, from: ServiceRequestStatus, to: ServiceRequestStatus): boolean =>
  nextStatusesBy(by, from).includes(to)

/** States from which `to` can be reached in one move, for the compare-and-set. */
export const statusesBefore = (to: ServiceRequestStatus): ServiceRequestStatus[] =>
  SERVICE_REQUEST_STATUSES.filter((from) => canMove(from, to))

export const isFinal = (status: ServiceRequestStatus): boolean => nextStatuses(status).length === 0

/** The history a new request starts with: paid, then waiting for the first call. It is stored in the last one. */
export const INITIAL_HISTORY = [
  { from: null, to: "payment_confirmed" },
  { from: "payment_confirmed", to: "pending_contact" },
] as const satisfies readonly { from: ServiceRequestStatus | null; to: ServiceRequestStatus }[]

export const INITIAL_STATUS = "pending_contact" satisfies ServiceRequestStatus
