import fc from "fast-check"

import { clearDrafts } from "./clear-drafts"
import { draftOf, readDraft, submissionFor, writeDraft } from "./draft"
import { MemoryStorage, validValues } from "./form.fixtures"

describe("purchase drafts", () => {
  it("a draft restores everything entered except the card", () => {
    fc.assert(
      fc.property(validValues, fc.integer({ min: 1, max: 9 }), (values, quantity) => {
        const storage = new MemoryStorage()
        writeDraft(storage, "gst-registration", "variant_1", draftOf(values, quantity, null))
        const text = [...storage.items.values()].join()
        const digits = values.card.number.replace(/\D/g, "")
        expect(text.replace(/\D/g, "")).not.toContain(digits)
        expect(text).not.toContain(values.card.number)
        const { card: _card, ...saved } = values
        expect(readDraft(storage, "gst-registration", "variant_1")).toEqual({ ...saved, quantity, submission: null })
        expect(readDraft(storage, "gst-registration", "variant_2")).toBeNull()
      }),
      { numRuns: 150 }
    )
  })

  it("a malformed draft is ignored", () => {
    const storage = new MemoryStorage()
    for (const text of ["{", "null", "[]", '{"customer":1}']) {
      storage.setItem("atrium.purchase.a.b", text)
      expect(readDraft(storage, "a", "b")).toBeNull()
    }
  })

  it("clearing drafts keeps other entries in storage", () => {
    const storage = new MemoryStorage()
    storage.setItem("other", "stays")
    storage.setItem("atrium.purchase.a.b", "{}")
    clearDrafts(storage)
    expect([...storage.items.keys()]).toEqual(["other"])
  })

  it("the same body keeps its idempotency key, in any key order, and a changed body gets a new one", () => {
    let count = 0
    const newKey = () => `key-${++count}`
    const first = submissionFor(null, { a: 1, b: [{ c: 2, d: undefined }] }, newKey)
    expect(submissionFor(first, { b: [{ c: 2 }], a: 1 }, newKey)).toBe(first)
    const second = submissionFor(first, { a: 2, b: [{ c: 2 }] }, newKey)
    expect(second.key).not.toBe(first.key)
  })
})
