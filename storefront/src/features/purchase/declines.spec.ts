import { PAYMENT_ERROR_CODES } from "@atrium/payments/contracts"
import fc from "fast-check"

import { DECLINE_CODES, declineWords } from "./declines"

describe("words for a payment that did not go through", () => {
  it("[P33 R11.1] has a title and a next step for every code a gateway may answer with", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAYMENT_ERROR_CODES), (code) => {
        const words = declineWords(code)
        expect(DECLINE_CODES).toContain(code)
        expect(words.title.length).toBeGreaterThan(15)
        expect(words.advice).toMatch(/\b(try|call|check|wait|use|load|open|pay|mail)\b/i)
      }),
      { numRuns: 100 }
    )
  })

  it("[P33 R11.1] shows general words, and never the code itself, for an error nobody foresaw", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (code) => {
        const { title, advice } = declineWords(code)
        expect(title + advice).not.toContain(code)
        expect(advice.length).toBeGreaterThan(15)
      }),
      { numRuns: 200 }
    )
  })

  it("says it without blame, without shouting and without the words of machines", () => {
    for (const code of [...DECLINE_CODES, null]) {
      const { title, advice } = declineWords(code)
      expect(title + advice).not.toMatch(/!|error|invalid|you (failed|forgot)|_/i)
    }
  })
})
