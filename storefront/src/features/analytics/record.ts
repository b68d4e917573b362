import { readConsent } from "@/lib/consent"
import { CONSENT_COOKIE } from "@/lib/cookies"
import { buildEvent, type EventFacts, type EventName } from "./build-event"

/** Whether the visitor accepted analytics, read from the text of `document.cookie`. */
export const hasAnalyticsConsent = (cookieText: string): boolean =>
  cookieText.split(";").some((pair) => {
    const [name, value] = pair.trim().split("=", 2)
    return name === CONSENT_COOKIE && readConsent(value)?.allowed === true
  })

/**
 * Sends one analytics event if the visitor accepted analytics. Uses a beacon, so it is sent even while the page
 * unloads; failures are ignored.
 */
export const recordEvent = (name: EventName, facts: EventFacts = {}): void => {
  if (!hasAnalyticsConsent(document.cookie)) return
  const body = JSON.stringify({ events: [buildEvent(name, facts, new Date())] })
  navigator.sendBeacon("/api/analytics-events", new Blob([body], { type: "application/json" }))
}
