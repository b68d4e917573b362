import type { ProviderStatus } from "../../contracts/provider-statuses"

export const PROVIDER_COLOURS = {
  invited: "orange",
  active: "green",
  suspended: "grey",
} as const satisfies Record<ProviderStatus, "orange" | "green" | "grey">
