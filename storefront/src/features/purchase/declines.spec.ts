import { PAYMENT_ERROR_CODES } from "@atrium/payments/contracts"
import fc from "fast-check"

import { DECLINE_CODES, declineMessage } from "./declines"

describe("decline messages", () => {
  it("every gateway error code has a title and a next step [P33 R11.1]", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAYMENT_ERROR_CODES), (code) => {
        const message = declineMessage(code)
        expect(DECLINE_CODES).toContain(code)
        expect(message.title.length).toBeGreaterThan(15)
        expect(message.advice).toMatch(/\b(try|contact|check|wait|use|reload|start|pay|email)\b/i)
      }),
      { numRuns: 100 }
    )
  })

  it("an unknown error code gets a general message without the code [P33 R11.1]", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (code) => {
        const { title, advice } = declineMessage(code)
        expect(title + advice).not.toContain(code)
        expect(advice.length).toBeGreaterThan(15)
      }),
      { numRuns: 200 }
    )
  })

  it("decline messages contain no blame, exclamation marks or technical terms", () => {
    for (const code of [...DECLINE_CODES, null]) {
      const { title, advice } = declineMessage(code)
      expect(title + advice).not.toMatch(/!|error|invalid|you (failed|forgot)|_/i)
    }
  })
})
