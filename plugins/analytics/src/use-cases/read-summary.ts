import { clock } from "@atrium/kernel"
import { env, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { AnalyticsQuery, AnalyticsSummary } from "../contracts/summary"
import { countWaiting } from "../data/forwarding"
import { countEvents } from "../data/summary"
import { startOf, summaryOf } from "../domain/summary"

/** Visits and steps per day, for staff. */
export const readSummary = async (
  container: MedusaContainer,
  { days: period }: AnalyticsQuery
): Promise<AnalyticsSummary> => {
  const days = Number(period)
  const now = clock.now()
  const [counted, waiting] = await Promise.all([
    countEvents(knexOf(container), startOf(now, days)),
    countWaiting(knexOf(container)),
  ])
  const forwarding = { service: env().posthog ? "PostHog" : null, waiting }
  return { ...summaryOf(counted, now, days), forwarding }
}
