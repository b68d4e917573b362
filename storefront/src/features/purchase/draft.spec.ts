import fc from "fast-check"

import { clearDrafts, draftOf, readDraft, submissionFor, writeDraft } from "./draft"
import { validValues } from "./form.fixtures"

class MemoryStorage implements Storage {
  readonly kept = new Map<string, string>()
  get length() {
    return this.kept.size
  }
  clear() {
    this.kept.clear()
  }
  getItem(key: string) {
    return this.kept.get(key) ?? null
  }
  key(index: number) {
    return [...this.kept.keys()][index] ?? null
  }
  removeItem(key: string) {
    this.kept.delete(key)
  }
  setItem(key: string, value: string) {
    this.kept.set(key, value)
  }
}

describe("the draft of a purchase", () => {
  it("brings back everything typed but the card", () => {
    fc.assert(
      fc.property(validValues, fc.integer({ min: 1, max: 9 }), (values, quantity) => {
        const storage = new MemoryStorage()
        writeDraft(storage, "gst-registration", "variant_1", draftOf(values, quantity, null))
        const text = [...storage.kept.values()].join()
        const digits = values.card.number.replace(/\D/g, "")
        expect(text.replace(/\D/g, "")).not.toContain(digits)
        expect(text).not.toContain(values.card.number)
        const { card: _card, ...kept } = values
        expect(readDraft(storage, "gst-registration", "variant_1")).toEqual({ ...kept, quantity, submission: null })
        expect(readDraft(storage, "gst-registration", "variant_2")).toBeNull()
      }),
      { numRuns: 150 }
    )
  })

  it("begins empty on a draft it does not understand", () => {
    const storage = new MemoryStorage()
    for (const text of ["{", "null", "[]", '{"customer":1}']) {
      storage.setItem("atrium.purchase.a.b", text)
      expect(readDraft(storage, "a", "b")).toBeNull()
    }
  })

  it("forgets drafts and nothing else", () => {
    const storage = new MemoryStorage()
    storage.setItem("other", "stays")
    storage.setItem("atrium.purchase.a.b", "{}")
    clearDrafts(storage)
    expect([...storage.kept.keys()]).toEqual(["other"])
  })

  it("sends the same key with the same body, in whatever order it was typed, and a new key with another", () => {
    let made = 0
    const newKey = () => `key-${++made}`
    const first = submissionFor(null, { a: 1, b: [{ c: 2, d: undefined }] }, newKey)
    expect(submissionFor(first, { b: [{ c: 2 }], a: 1 }, newKey)).toBe(first)
    const second = submissionFor(first, { a: 2, b: [{ c: 2 }] }, newKey)
    expect(second.key).not.toBe(first.key)
  })
})
