import type { GatewayTestResult } from "../contracts/gateways"

/** Thrown by a gateway's `check` when the gateway answered that the credentials are not valid, or may not do what we need. */
export class CredentialsRefusedError extends Error {
  override readonly name = "CredentialsRefusedError"
}

type Tested = { readonly label: string; readonly settings: readonly string[] }

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`

/** What a test's result means, and what to do next. */
export const describeTest = (
  result: GatewayTestResult,
  { label, settings }: Tested
): { message: string; suggested_action: string } => {
  const names = listed(settings)
  switch (result) {
    case "ok":
      return { message: `${label} accepted the credentials.`, suggested_action: "" }
    case "not_configured":
      return {
        message: `${label} isn't configured.`,
        suggested_action: names
          ? `Set ${names} in the backend's environment, and restart it.`
          : "Configure it in the backend's environment, and restart it.",
      }
    case "refused":
      return {
        message: `${label} refused the credentials. Payments with it fail.`,
        suggested_action: `Copy the keys again from the dashboard of ${label}, for the right mode${names ? ` (${names})` : ""}, and restart the backend.`,
      }
    case "unreachable":
      return {
        message: `${label} didn't respond. Payments with it may fail.`,
        suggested_action: `Check the status page of ${label} and the backend's outgoing connections, then test again.`,
      }
  }
}

/** Share of a gateway's events that are being retried or have failed; null without events. */
export const failureRateOf = (counts: Readonly<Record<string, number>>): number | null => {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return total === 0 ? null : ((counts.failed ?? 0) + (counts.dead ?? 0)) / total
}
