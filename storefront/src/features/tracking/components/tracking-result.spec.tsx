import { formatReference } from "@atrium/reference-tracking/contracts"
import {
  SERVICE_REQUEST_STATUSES,
  SERVICE_REQUEST_STATUS_WORDS,
  type ServiceRequestStatus,
} from "@atrium/service-provisioning/contracts"
import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { inHtml } from "@/features/catalogue/service.fixtures"
import type { TrackingView } from "@/lib/medusa"
import { formatDay } from "../format"
import { TrackingResult } from "./tracking-result"

const anyStatus = fc.constantFrom(...SERVICE_REQUEST_STATUSES)
const anyMoment = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString())
const anyWord = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 11, maxLength: 11 })

/** Any tracking response for a request in this status, with the backend's texts. */
const trackingIn = (status: ServiceRequestStatus): fc.Arbitrary<TrackingView> =>
  fc
    .record({
      word: anyWord,
      service: fc.stringMatching(/^[A-Za-z &]{3,40}$/),
      moments: fc.array(anyMoment, { minLength: 1, maxLength: 6 }),
    })
    .map(({ word, service, moments }): TrackingView => {
      const words = SERVICE_REQUEST_STATUS_WORDS[status]
      const [updatedAt = "2026-01-01T00:00:00.000Z"] = moments
      return {
        reference_number: formatReference("SR", word),
        kind: "SR",
        status,
        status_label: words.label,
        status_description: words.description,
        final: words.final,
        service,
        updated_at: updatedAt,
        next_step: {
          description: words.next_step,
          expected: words.expected_working_days
            ? { earliest: updatedAt.slice(0, 10), latest: `${Number(updatedAt.slice(0, 4)) + 1}-02-03` }
            : null,
        },
        timeline: [...moments]
          .sort()
          .map((occurred_at) => ({ type: "status", status, label: words.label, occurred_at })),
      }
    })

const anyTracking = anyStatus.chain(trackingIn)
const render = (tracking: TrackingView) => renderToStaticMarkup(<TrackingResult tracking={tracking} locale="en" />)

describe("the tracking page", () => {
  it("the tracking page shows the number, service and current status of any request [P24 R9.2]", () => {
    fc.assert(
      fc.property(anyTracking, (tracking) => {
        const html = render(tracking)
        expect(html).toContain(tracking.reference_number)
        expect(html).toContain(inHtml(tracking.status_description ?? tracking.status_label))
        expect(html).toContain(inHtml(tracking.service))
      }),
      { numRuns: 150 }
    )
  })

  it("the tracking page shows the status label and never the status code [P25 R9.3]", () => {
    fc.assert(
      fc.property(anyStatus, fc.nat(), (status, seed) => {
        const [tracking] = fc.sample(trackingIn(status), { numRuns: 1, seed })
        const html = render(tracking ?? fail())
        expect(html).toContain(`>${SERVICE_REQUEST_STATUS_WORDS[status].label}</span>`)
        if (status.includes("_")) expect(html).not.toContain(status)
      }),
      { numRuns: 120 }
    )
  })

  it("the tracking page shows the next step and its expected date, if there is one [P27 R9.5]", () => {
    fc.assert(
      fc.property(anyTracking, (tracking) => {
        const html = render(tracking)
        expect(html).toContain(inHtml(tracking.next_step?.description ?? fail()))
        const expected = tracking.next_step?.expected
        expect(html.includes("Expected")).toBe(Boolean(expected))
        if (expected) expect(html).toContain(formatDay(expected.latest, "en"))
      }),
      { numRuns: 150 }
    )
  })

  it("the tracking timeline shows every event, oldest first", () => {
    fc.assert(
      fc.property(anyTracking, (tracking) => {
        const shown = [...render(tracking).matchAll(/dateTime="([^"]+)"/gi)].map((match) => match[1])
        expect(shown).toEqual(tracking.timeline.map((event) => event.occurred_at))
      })
    )
  })
})

const fail = (): never => {
  throw new Error("Expected a value")
}
