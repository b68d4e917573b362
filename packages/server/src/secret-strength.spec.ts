import { randomBytes, randomInt } from "node:crypto"

import { weaknessOf } from "./secret-strength"

describe("the strength of a secret", () => {
  it.each([
    ["short", "fewer than 32"],
    ["j".repeat(40), "repeats"],
    ["abc123".repeat(8), "repeats"],
    ["k9Xq2vL7".repeat(6), "repeats"],
    ["abcdefghijklmnopqrstuvwxyz0123456789", "in sequence"],
    ["zyxwvutsrqponmlkjihgfedcba9876543210", "in sequence"],
    ["my-shop-has-a-very-long-secret-for-2026", "guessable"],
    ["ChangeMe-3f9a7c21b8d04e65a1f2c3d4e5b6a798", "guessable"],
    ["atrium-demo-jwt-secret-do-not-use-in-production", "guessable"],
  ])("refuses the secret %s: %s", (secret, reason) => {
    expect(weaknessOf(secret, 32)).toContain(reason)
  })

  it("accepts what random generators write: hex, base64 and decimals", () => {
    for (let round = 0; round < 500; round++) {
      expect(weaknessOf(randomBytes(16).toString("hex"), 32)).toBeUndefined()
      expect(weaknessOf(randomBytes(32).toString("base64"), 32)).toBeUndefined()
    }
    const decimals = Array.from({ length: 48 }, () => randomInt(10)).join("")
    expect(weaknessOf(decimals, 32)).toBeUndefined()
  })
})
