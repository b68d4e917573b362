/**
 * `held`: kept for a visitor for ten minutes; `expired`: the hold ended without a booking, and the time is free again;
 * `done`: it was booked, and its time is over.
 */
export const CONSULTATION_STATUSES = ["held", "booked", "canceled", "expired", "done"] as const
export type ConsultationStatus = (typeof CONSULTATION_STATUSES)[number]

export const CONSULTATION_STATUS_LABELS = {
  held: "Held",
  booked: "Booked",
  canceled: "Canceled",
  expired: "Not confirmed",
  done: "Took place",
} as const satisfies Record<ConsultationStatus, string>

/** The statuses that may follow each status. */
export const CONSULTATION_TRANSITIONS = {
  held: ["booked", "expired"],
  booked: ["canceled", "done"],
  canceled: [],
  expired: [],
  done: [],
} as const satisfies Record<ConsultationStatus, readonly ConsultationStatus[]>

/** Who canceled a consultation. */
export const CANCELERS = ["visitor", "provider", "staff"] as const
export type Canceler = (typeof CANCELERS)[number]

export const CANCELER_LABELS = {
  visitor: "Visitor",
  provider: "Provider",
  staff: "Staff",
} as const satisfies Record<Canceler, string>

/** Why a booked consultation may not take place although its time is taken. */
export const CONFLICTS = ["provider_away", "provider_not_active"] as const
export type Conflict = (typeof CONFLICTS)[number]

export const CONFLICT_LABELS = {
  provider_away: "The provider is away",
  provider_not_active: "The provider isn't active",
} as const satisfies Record<Conflict, string>
