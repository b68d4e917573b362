import type { ProviderStatus } from "../contracts/provider-words"

/** What staff may make of a provider. An invited one becomes active by accepting its invitation, never by hand. */
export const PROVIDER_TRANSITIONS_BY_STAFF = {
  invited: ["suspended"],
  active: ["suspended"],
  suspended: ["active"],
} as const satisfies Record<ProviderStatus, readonly ProviderStatus[]>

/**
 * Where a provider stands after staff's change; undefined when that is not allowed. A suspended provider that never
 * accepted its invitation is invited again when it is let back in.
 */
export const standingAfter = (
  from: ProviderStatus,
  to: "active" | "suspended",
  everActive: boolean
): ProviderStatus | undefined => {
  const allowed: readonly ProviderStatus[] = PROVIDER_TRANSITIONS_BY_STAFF[from]
  if (!allowed.includes(to)) return undefined
  return to === "active" && !everActive ? "invited" : to
}
