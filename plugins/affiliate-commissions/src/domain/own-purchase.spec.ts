import fc from "fast-check"

import { normalizeEmail, ownPurchase } from "./own-purchase"

const affiliate = (email: string) => ({ customer_id: "cus_maya", emails: [email] })
const buyer = (email: string, customerId: string | null = "cus_buyer") => ({ customer_id: customerId, emails: [email] })

/** The labelled set: the affiliate's email address, the buyer's, and whether they are the same person's. */
const OWN: readonly (readonly [string, string])[] = [
  ["maya@example.com", "maya@example.com"],
  ["maya@example.com", "MAYA@Example.COM"],
  ["maya@example.com", " maya@example.com "],
  ["maya@example.com", "maya+shop@example.com"],
  ["maya+a@example.com", "maya+b@example.com"],
  ["maya@example.com", "maya+a+b@example.com."],
  ["maya.iyer@gmail.com", "mayaiyer@gmail.com"],
  ["maya.iyer@gmail.com", "m.a.y.a.i.y.e.r@gmail.com"],
  ["mayaiyer@gmail.com", "maya.iyer+x@googlemail.com"],
  ["maya.iyer+work@googlemail.com", "MayaIyer@Gmail.com"],
  ["maya@example.com", "ｍaya@example.com"],
]
const OTHERS: readonly (readonly [string, string])[] = [
  ["maya@example.com", "mayb@example.com"],
  ["maya@example.com", "maya@example.org"],
  ["maya@example.com", "maya@mail.example.com"],
  // Dots count unless their host ignores them.
  ["maya.iyer@example.com", "mayaiyer@example.com"],
  ["maya@gmail.com", "maya@outlook.com"],
  ["maya@example.com", "ravi+maya@example.com"],
  ["maya@example.com", ""],
  ["maya@example.com", "+tag@example.com"],
]

describe("own purchases", () => {
  it.each(OWN)("%s buying as %s is held", (own, other) => {
    expect(ownPurchase(affiliate(own), buyer(other))).toMatchObject({ reason: "own_mailbox" })
  })

  it.each(OTHERS)("%s earns when %s buys", (own, other) => {
    expect(ownPurchase(affiliate(own), buyer(other))).toBeNull()
  })

  it("the same account is held whatever the email address is, and a guest is not", () => {
    expect(ownPurchase(affiliate("a@example.com"), buyer("b@example.com", "cus_maya"))).toMatchObject({
      reason: "own_account",
    })
    expect(ownPurchase({ customer_id: "cus_maya", emails: [null] }, buyer("", null))).toBeNull()
  })

  it("holds when one of several email addresses matches", () => {
    const guest = { customer_id: null, emails: ["someone@example.com", "maya+2@example.com"] }
    expect(ownPurchase(affiliate("maya@example.com"), guest)).toMatchObject({ reason: "own_mailbox" })
  })

  it("recognizes every spelling of an email address, and normalizing twice changes nothing", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/)
    const tag = fc.stringMatching(/^[a-z0-9]{0,10}$/)
    fc.assert(
      fc.property(name, tag, fc.constantFrom("example.com", "gmail.com", "googlemail.com"), (plain, plus, domain) => {
        const dotted = domain === "example.com" ? plain : [...plain].join(".")
        const spelt = `${dotted.toUpperCase()}+${plus}@${domain.toUpperCase()}`
        expect(normalizeEmail(spelt)).toBe(normalizeEmail(`${plain}@${domain}`))
        expect(normalizeEmail(normalizeEmail(spelt))).toBe(normalizeEmail(spelt))
      }),
      { numRuns: 300 }
    )
  })
})
