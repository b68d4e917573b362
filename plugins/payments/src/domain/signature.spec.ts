import fc from "fast-check"

import { sameSecret, SIGNATURE_TOLERANCE_SECONDS, isValidSignature, signEvent } from "./signature"

const body = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes))
const secret = fc.string({ minLength: 1, maxLength: 40 })
const time = fc.date({ min: new Date("2020-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
const later = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)

describe("signatures of gateway events", () => {
  it("are valid for the bytes, the secret and the time they were created for", () => {
    fc.assert(
      fc.property(body, secret, time, (bytes, key, at) => {
        expect(isValidSignature(key, bytes, signEvent(key, bytes, at), at)).toBe(true)
      })
    )
  })

  it("break with any changed byte", () => {
    fc.assert(
      fc.property(body, secret, time, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, key, at, where, change) => {
        fc.pre(bytes.length > 0)
        const tampered = Buffer.from(bytes)
        const index = where % bytes.length
        tampered[index] = (tampered[index] ?? 0) ^ change
        expect(isValidSignature(key, tampered, signEvent(key, bytes, at), at)).toBe(false)
      })
    )
  })

  it("break with another secret", () => {
    fc.assert(
      fc.property(body, secret, secret, time, (bytes, key, other, at) => {
        fc.pre(key !== other)
        expect(isValidSignature(other, bytes, signEvent(key, bytes, at), at)).toBe(false)
      })
    )
  })

  it("break with another time in the header, even within the tolerance", () => {
    const at = new Date("2026-11-21T00:00:00Z")
    const bytes = Buffer.from("{}")
    const header = signEvent("secret", bytes, at).replace(/t=\d+/, `t=${at.getTime() / 1000 + 1}`)
    expect(isValidSignature("secret", bytes, header, at)).toBe(false)
  })

  it("are good for 300 seconds on either side and not a second longer", () => {
    const at = new Date("2026-11-21T00:00:00Z")
    const bytes = Buffer.from("{}")
    const header = signEvent("secret", bytes, at)
    for (const sign of [-1, 1]) {
      expect(isValidSignature("secret", bytes, header, later(at, sign * SIGNATURE_TOLERANCE_SECONDS))).toBe(true)
      expect(isValidSignature("secret", bytes, header, later(at, sign * (SIGNATURE_TOLERANCE_SECONDS + 1)))).toBe(false)
    }
  })

  it("refuse every other form of header", () => {
    const at = new Date("2026-11-21T00:00:00Z")
    const bytes = Buffer.from("{}")
    const good = signEvent("secret", bytes, at)
    const forms: unknown[] = [
      undefined,
      "",
      [good],
      `${good},${good}`,
      good.toUpperCase(),
      good.slice(0, -1),
      `v1=${good}`,
    ]
    for (const header of forms) expect(isValidSignature("secret", bytes, header, at)).toBe(false)
  })

  it("distinguish equal secrets from different ones of any length", () => {
    fc.assert(fc.property(secret, secret, (a, b) => expect(sameSecret(a, b)).toBe(a === b)))
    expect(sameSecret("same", "same")).toBe(true)
  })
})
