import { RecordAnalyticsEvents } from "@atrium/analytics/contracts"

/** What a browser sends. The visit and the consent come from its cookies. */
export const SentEvents = RecordAnalyticsEvents.pick({ events: true })
