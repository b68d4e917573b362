import type { ProviderStatus } from "../contracts/provider-statuses"

/** What staff may change. An invited provider becomes active by accepting the invitation, never through staff. */
const TRANSITIONS_BY_STAFF = {
  invited: ["suspended"],
  active: ["suspended"],
  suspended: ["active"],
} as const satisfies Record<ProviderStatus, readonly ProviderStatus[]>

/**
 * The status after a change by staff; undefined when it is not allowed. A suspended provider who never accepted their
 * invitation becomes invited when staff reactivate them.
 */
export const statusAfter = (
  from: ProviderStatus,
  to: "active" | "suspended",
  everActive: boolean
): ProviderStatus | undefined => {
  const allowed: readonly ProviderStatus[] = TRANSITIONS_BY_STAFF[from]
  if (!allowed.includes(to)) return undefined
  return to === "active" && !everActive ? "invited" : to
}
