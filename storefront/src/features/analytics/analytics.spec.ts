import { BROWSER_EVENTS, RecordAnalyticsEvents } from "@atrium/analytics/contracts"
import fc from "fast-check"
import { buildEvent, EVENT_NAMES } from "./build-event"
import { hasAnalyticsConsent } from "./record"

const anyFacts = fc.record(
  { serviceId: fc.stringMatching(/^prod_[A-Z0-9]{8,26}$/) },
  {
    requiredKeys: [],
  }
)
const anyMoment = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })

describe("analytics", () => {
  it("every event carries its name and service in the format the backend accepts [P5 R2.4]", () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVENT_NAMES), anyFacts, anyMoment, (name, facts, now) => {
        const event = buildEvent(name, facts, now)
        expect(event.name).toBe(name)
        expect(event.service_id).toBe(facts.serviceId)
        expect(event.occurred_at).toBe(now.toISOString())
        expect(RecordAnalyticsEvents.safeParse({ events: [event] }).success).toBe(true)
      }),
      { numRuns: 200 }
    )
  })

  it("are those that the backend takes from browsers", () => {
    expect([...EVENT_NAMES].sort()).toEqual(Object.keys(BROWSER_EVENTS).sort())
  })

  it("no event is recorded without consent", () => {
    expect(hasAnalyticsConsent("atrium_consent=yes.1.1")).toBe(false)
    expect(hasAnalyticsConsent("")).toBe(false)
    expect(hasAnalyticsConsent("atrium_consent=no.2.1")).toBe(false)
    expect(hasAnalyticsConsent("not_atrium_consent=yes.2.1")).toBe(false)
    expect(hasAnalyticsConsent("atrium_theme=dark; atrium_consent=yes.2.1; other=1")).toBe(true)
  })
})
