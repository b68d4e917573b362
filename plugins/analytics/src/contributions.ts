import { personalData, retentionRules, withoutCustomers } from "@atrium/server"

import { removeOldEvents } from "./data/events"
import { KEPT_DAYS } from "./domain/event-time"

const OWNER = "analytics"

retentionRules.add(OWNER, {
  table: "analytics_event",
  what: "analytics events, which name no one",
  keptDays: KEPT_DAYS,
  why: "a season is compared with the same one a year ago; 13 calendar months",
  remove: removeOldEvents,
})

personalData.addAll(
  OWNER,
  withoutCustomers("events have a random visit id that no other table holds, and no text that was typed", [
    "analytics_event",
  ])
)
