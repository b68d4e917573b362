import { draftToken, isDraftToken, openResumeToken, resumeToken, typedEmail } from "./checkout-draft"

const SECRET = "a secret of this test"
const link = { draftId: "cdr_1", expiresAt: new Date("2026-12-01T00:00:00Z") }
const before = new Date("2026-11-30T23:59:00Z")

describe("the token of an emailed link", () => {
  it("opens its draft until it expires", () => {
    const token = resumeToken(SECRET, link)
    expect(openResumeToken(SECRET, token, before)).toBe("cdr_1")
    expect(openResumeToken(SECRET, token, link.expiresAt)).toBeUndefined()
  })

  it("can't be made for another draft, a later expiry, or with another secret", () => {
    const [id = "", expiry = "", signature = ""] = resumeToken(SECRET, link).split(".")
    const forged = [
      ["cdr_2", expiry, signature],
      [id, "zzzzzz", signature],
      [id, expiry, signature.slice(0, -2)],
      [id, expiry, signature, ""],
      [`${id}.${expiry}`, "", signature],
      [id, expiry, draftToken(SECRET, id)],
    ].map((parts) => parts.join("."))
    for (const token of [...forged, "", ".", "..", resumeToken("another secret", link)])
      expect([token, openResumeToken(SECRET, token, before)]).toEqual([token, undefined])
  })
})

describe("the secret of a draft", () => {
  it("opens only its draft, and is not the token of a link", () => {
    expect(isDraftToken(SECRET, "cdr_1", draftToken(SECRET, "cdr_1"))).toBe(true)
    for (const given of ["", draftToken(SECRET, "cdr_2"), draftToken("another", "cdr_1"), resumeToken(SECRET, link)])
      expect(isDraftToken(SECRET, "cdr_1", given)).toBe(false)
  })
})

describe("the typed address", () => {
  it("is only taken once it is one", () => {
    expect(typedEmail({ "customer.email": [" Nora@Example.com "] })).toBe("nora@example.com")
    expect(typedEmail({ "customer.email": ["nora@"] })).toBeUndefined()
    expect(typedEmail({ requirements: ["nora@example.com"] })).toBeUndefined()
  })
})
