import { CONSENT_COOKIE } from "@/features/shell/cookies"
import { buildEvent, type EventFacts, type EventName } from "./build-event"

/** Whether this visitor said that visits may be counted. */
export const mayCount = (cookieText: string): boolean =>
  cookieText.split(";").some((pair) => pair.trim() === `${CONSENT_COOKIE}=yes`)

/**
 * Sends one event from the browser, if the visitor allowed it. Counting never disturbs: it survives leaving the page
 * and a failure to send is nobody's problem.
 */
export const recordEvent = (name: EventName, facts: EventFacts = {}): void => {
  if (!mayCount(document.cookie)) return
  const body = JSON.stringify({ events: [buildEvent(name, facts, new Date())] })
  navigator.sendBeacon("/api/analytics-events", new Blob([body], { type: "application/json" }))
}
