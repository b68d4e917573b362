import fc from "fast-check"

import { PublicTracking } from "../contracts"
import { newReference } from "./new-reference"
import { presentTracking } from "./present-tracking"
import { type TrackedStatus, wordingFor } from "./statuses"
import { expectedRange } from "./expected-range"

const code = fc.stringMatching(/^[a-z]{3,10}(_[a-z]{3,10})?$/)
const words = fc.string({ minLength: 1, maxLength: 60 })
const moment = fc.date({ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
const range = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
  .map(([min, more]): [number, number] => [min, min + more])
const trackedStatus: fc.Arbitrary<TrackedStatus> = fc.record({
  label: words,
  description: words,
  next_step: fc.option(words),
  expected_working_days: fc.option(range),
  final: fc.boolean(),
})
const someStatuses = fc.dictionary(code, trackedStatus, { minKeys: 1, maxKeys: 8, noNullPrototype: true })

const factsOf = (status: string, since: Date) => ({
  reference_number: newReference("SR"),
  kind: "SR" as const,
  title: "Company registration",
  status,
  status_since: since,
  updated_at: since,
  events: [{ type: "status_changed", status, occurred_at: since }],
})

const entriesOf = (kind: string, statuses: Record<string, TrackedStatus>) =>
  Object.entries(statuses).map(([status, en]) => ({ kind, status, words: { en } }))

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

describe("the tracking page's facts", () => {
  it("contain the current status of the subject [P24 R9.2]", () => {
    fc.assert(
      fc.property(someStatuses, moment, moment, (statuses, since, now) => {
        for (const status of Object.keys(statuses)) {
          const facts = factsOf(status, since)
          const shown = presentTracking(facts, { statuses, eventLabels: {} }, now)
          expect(shown.status).toBe(status)
          expect(shown.reference_number).toBe(facts.reference_number)
          expect(PublicTracking.parse(shown)).toEqual(shown)
        }
      })
    )
  })

  it("use the registered label of every status, on the page and in the timeline [P25 R9.3]", () => {
    fc.assert(
      fc.property(someStatuses, moment, (statuses, now) => {
        const words = wordingFor({ statuses: entriesOf("DP", statuses), labels: [] }, "DP", "en")
        for (const [status, { label, description }] of Object.entries(statuses)) {
          const shown = presentTracking(factsOf(status, now), words, now)
          expect(shown).toMatchObject({ status_label: label, status_description: description, timeline: [{ label }] })
        }
      })
    )
  })

  it("contain the next step of every status and its expected working days [P27 R9.5]", () => {
    fc.assert(
      fc.property(someStatuses, moment, moment, (statuses, since, now) => {
        for (const [status, registered] of Object.entries(statuses)) {
          const shown = presentTracking(factsOf(status, since), { statuses, eventLabels: {} }, now)
          expect(shown.final).toBe(registered.final)
          expect(shown.next_step?.description ?? null).toBe(registered.next_step)
          const expected = shown.next_step?.expected ?? null
          expect(expected !== null).toBe(registered.next_step !== null && registered.expected_working_days !== null)
          if (!expected) continue
          expect(expected.earliest <= expected.latest).toBe(true)
          expect(expected.earliest >= now.toISOString().slice(0, 10)).toBe(true)
          expect(isWeekend(expected.earliest) || isWeekend(expected.latest)).toBe(false)
        }
      })
    )
  })

  it("use the label of an event that does not change the status, or its type when there is none", () => {
    const labels = [{ kind: "OR", type: "invoice_issued", words: { en: "Your invoice is ready" } }]
    const facts = {
      ...factsOf("open", new Date(0)),
      events: ["invoice_issued", "file_added"].map((type) => ({ type, status: null, occurred_at: new Date(0) })),
    }
    const shown = presentTracking(facts, wordingFor({ statuses: [], labels }, "OR", "en"), new Date(0))
    expect(shown.timeline.map(({ label }) => label)).toEqual(["Your invoice is ready", "File added"])
  })

  it("are in the reader's language where available, otherwise in English", () => {
    const status = { description: "", next_step: null, expected_working_days: null, final: false }
    const statuses = [
      { kind: "DL", status: "packed", words: { en: { ...status, label: "Packed" } } },
      { kind: "DL", status: "sent", words: { en: { ...status, label: "Sent" }, de: { ...status, label: "Versandt" } } },
    ]
    const known = { statuses, labels: [] }
    const labels = (locale: string) =>
      ["packed", "sent"].map(
        (state) =>
          presentTracking(factsOf(state, new Date(0)), wordingFor(known, "DL", locale), new Date(0)).status_label
      )
    expect(labels("de")).toEqual(["Packed", "Versandt"])
    expect(labels("fr")).toEqual(["Packed", "Sent"])
  })
})

describe("expected dates", () => {
  it("count Monday to Friday from the day the status was entered, a weekend from the Friday before", () => {
    const friday = new Date("2026-11-20T17:00:00Z")
    expect(expectedRange(friday, [1, 3], friday)).toEqual({ earliest: "2026-11-23", latest: "2026-11-25" })
    const saturday = new Date("2026-11-21T09:00:00Z")
    expect(expectedRange(saturday, [0, 5], saturday)).toEqual({ earliest: "2026-11-23", latest: "2026-11-27" })
  })

  it("are never in the past", () => {
    const now = new Date("2026-11-20T17:00:00Z")
    expect(expectedRange(new Date("2026-10-01T00:00:00Z"), [1, 3], now)).toEqual({
      earliest: "2026-11-20",
      latest: "2026-11-20",
    })
  })
})
