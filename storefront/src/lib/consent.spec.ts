import { readFileSync } from "node:fs"
import path from "node:path"

import { CONSENT_VERSION, readConsent, writeConsent } from "./consent"

describe("the consent to analytics", () => {
  const at = new Date("2026-11-29T08:00:00Z")

  it("is kept with its version and its time", () => {
    for (const allowed of [true, false]) expect(readConsent(writeConsent({ allowed, at }))).toEqual({ allowed, at })
    expect(writeConsent({ allowed: true, at })).toBe(`yes.${CONSENT_VERSION}.1795939200`)
  })

  it("is asked for again when the question has another version, or the cookie is none of ours", () => {
    for (const cookie of [undefined, "", "yes", "no", "yes.1.1795939200", "maybe.2.1", "yes.2.", "yes.2.1; x=1"])
      expect(readConsent(cookie)).toBeUndefined()
  })

  it("is read by the script of pages without React as well", () => {
    const script = readFileSync(path.join(__dirname, "../../public/shop.js"), "utf8")
    expect(script).toContain(`startsWith("atrium_consent=yes.${CONSENT_VERSION}.")`)
  })
})
