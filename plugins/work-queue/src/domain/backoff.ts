const MAX_WAIT_SECONDS = 3600

/** Seconds to wait after failed attempt number `attempt` (1 = the first): doubled each time, at most an hour. */
export const waitSeconds = (backoffSeconds: number, attempt: number): number =>
  Math.min(MAX_WAIT_SECONDS, backoffSeconds * 2 ** Math.min(30, Math.max(0, attempt - 1)))
