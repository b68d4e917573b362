import fc from "fast-check"

import { openUnsubscribeToken, unsubscribeToken } from "./unsubscribe-token"

const SECRET = "a secret of more than thirty-two characters"

describe("the token of an unsubscribe link", () => {
  it("opens to what it was made for, is the same each time, and hides the address", () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.stringMatching(/^[a-z-]{1,40}$/), (email, category) => {
        const token = unsubscribeToken(SECRET, { email, category })
        expect(token).toMatch(/^[\w-]+$/)
        expect(unsubscribeToken(SECRET, { email, category })).toBe(token)
        expect(openUnsubscribeToken(SECRET, token)).toEqual({ email, category })
        expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain(email)
      })
    )
  })

  it("does not open when any character is changed, when it is cut, or with another secret", () => {
    const token = unsubscribeToken(SECRET, { email: "asha@example.com", category: "request-updates" })
    for (let at = 0; at < token.length - 1; at++) {
      const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1)
      expect(openUnsubscribeToken(SECRET, changed)).toBeUndefined()
      expect(openUnsubscribeToken(SECRET, token.slice(0, at))).toBeUndefined()
    }
    expect(openUnsubscribeToken(`${SECRET}!`, token)).toBeUndefined()
    expect(openUnsubscribeToken(SECRET, "x".repeat(5000))).toBeUndefined()
  })
})
