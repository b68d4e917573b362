/** `invited`: has no password yet and no work; `suspended`: cannot sign in and is not assigned new work. */
export const PROVIDER_STATUSES = ["invited", "active", "suspended"] as const
export type ProviderStatus = (typeof PROVIDER_STATUSES)[number]

export const PROVIDER_STATUS_LABELS = {
  invited: "Invited",
  active: "Active",
  suspended: "Suspended",
} as const satisfies Record<ProviderStatus, string>

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const
export type Weekday = (typeof WEEKDAYS)[number]

export const WEEKDAY_LABELS = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const satisfies Record<Weekday, string>

/** `direct`: the policy chose; `manual`: staff chose. */
export const ASSIGNMENT_KINDS = ["direct", "manual"] as const
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number]

/** Why an assignment ended. Completed work still counts for the provider, the rest does not. */
export const RELEASE_REASONS = ["completed", "cancelled", "reassigned", "unassigned"] as const
export type ReleaseReason = (typeof RELEASE_REASONS)[number]
