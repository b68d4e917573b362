import type { Logger } from "@medusajs/framework/types"

import { announce, onAnnouncement } from "./announcements"
import { metrics } from "./metrics"

/** Failures of work that nothing waits for and that no row records, as the label of `atrium_errors_total`. */
export type BackgroundFailure = "catalog_not_checked" | "storefront_not_notified"

const TOPIC = "server.background-failures"
const SHOWN_MS = 60 * 60 * 1000
const MAX_KEPT = 1_000

// One list per process, even if this module is loaded twice (source and build).
const SLOT = Symbol.for("atrium.server.background-failures")
type Times = Map<string, number[]>
const holder = globalThis as typeof globalThis & { [SLOT]?: Times }

const isRecent = (time: number): boolean => performance.now() - time < SHOWN_MS

const times = (): Times => {
  if (!holder[SLOT]) {
    holder[SLOT] = new Map()
    // Servers show what failed in the workers.
    onAnnouncement(TOPIC, remember)
  }
  return holder[SLOT]
}

const remember = (failure: string): void => {
  const known = (times().get(failure) ?? []).filter(isRecent)
  times().set(failure, [...known.slice(-MAX_KEPT + 1), performance.now()])
}

/** Counts the failure in the metrics and for Admin → Operations, in every process, and logs its cause. */
export const reportBackgroundFailure = (logger: Logger, failure: BackgroundFailure, cause: unknown): void => {
  metrics().errors.labels(failure).inc()
  remember(failure)
  announce(TOPIC, failure)
  logger.warn(`${failure}: ${cause instanceof Error ? cause.message : String(cause)}`)
}

/** How often it failed in the last hour, as far as this process knows. */
export const recentFailures = (failure: BackgroundFailure): number =>
  (times().get(failure) ?? []).filter(isRecent).length

// Subscribes at import, before the first failure in this process.
times()
