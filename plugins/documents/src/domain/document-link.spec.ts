import { opensLink, signLink } from "./document-link"

const SECRET = "a secret of at least thirty-two characters"
const now = new Date("2026-11-29T10:00:00Z")
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

describe("a signed link", () => {
  const token = signLink(SECRET, "order:order_1", later(60))

  it("opens its subject until it expires", () => {
    expect(opensLink(SECRET, "order:order_1", token, now)).toBe(true)
    expect(opensLink(SECRET, "order:order_1", token, later(59))).toBe(true)
    expect(opensLink(SECRET, "order:order_1", token, later(60))).toBe(false)
  })

  it("opens nothing else, with no changed expiry or signature, and with no other secret", () => {
    const [expires, signature] = token.split(".")
    expect(opensLink(SECRET, "order:order_2", token, now)).toBe(false)
    expect(opensLink(`${SECRET}!`, "order:order_1", token, now)).toBe(false)
    expect(opensLink(SECRET, "order:order_1", `${Number(expires) + 1}.${signature}`, now)).toBe(false)
    expect(opensLink(SECRET, "order:order_1", `${expires}.${signature?.slice(1)}`, now)).toBe(false)
    expect(opensLink(SECRET, "order:order_1", `${expires}.`, now)).toBe(false)
    expect(opensLink(SECRET, "order:order_1", "", now)).toBe(false)
  })
})
