import fc from "fast-check"

import { BROWSER_EVENTS, RecordAnalyticsEvents } from "./events"

const at = "2026-11-30T08:00:00.000Z"
const accepts = (event: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  RecordAnalyticsEvents.safeParse({ events: [{ occurred_at: at, ...event }], ...rest }).success

describe("the events of a browser", () => {
  it("need a known name", () => {
    for (const name of Object.keys(BROWSER_EVENTS)) expect(accepts({ name })).toBe(true)
    for (const name of ["spied", "", "payment_failed", undefined, 1]) expect(accepts({ name })).toBe(false)
  })

  it("refuse every property that is not listed for the event, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.entries(BROWSER_EVENTS)),
        fc.string({ minLength: 1, maxLength: 20 }),
        fc.anything(),
        ([name, schema], key, value) => {
          fc.pre(!(key in schema.shape) && key !== "__proto__")
          expect(accepts({ name, properties: { [key]: value } })).toBe(false)
        }
      )
    )
  })

  it("have no place for an email address, a name, an IP address or other free text", () => {
    const texts = ["zoe@example.com", "Zoe Zander", "192.0.2.1", "Mozilla/5.0", "call me", "variant_zoe@example.com"]
    for (const text of texts)
      for (const [name, schema] of Object.entries(BROWSER_EVENTS)) {
        for (const key of Object.keys(schema.shape)) expect(accepts({ name, properties: { [key]: text } })).toBe(false)
        expect(accepts({ name, service_id: text })).toBe(false)
        expect(accepts({ name }, { visit_id: text })).toBe(false)
        expect(accepts({ name, id: text })).toBe(false)
      }
  })
})
