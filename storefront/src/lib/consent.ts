/** What the visitor is asked. A new version asks again, because a consent is only for what it was given for. */
export const CONSENT_VERSION = 2

export type Consent = { readonly allowed: boolean; readonly at: Date }

// Also read by public/shop.js.
const FORMAT = /^(yes|no)\.(\d{1,4})\.(\d{1,12})$/

/** The cookie's value: the choice, the version of the question and the time, as `yes.2.1764400000`. */
export const writeConsent = ({ allowed, at }: Consent): string =>
  `${allowed ? "yes" : "no"}.${CONSENT_VERSION}.${Math.floor(at.getTime() / 1000)}`

/** Reads the cookie. Undefined for a visitor who hasn't answered the current question. */
export const readConsent = (cookie: string | undefined): Consent | undefined => {
  const [, answer, version, seconds] = FORMAT.exec(cookie ?? "") ?? []
  if (Number(version) !== CONSENT_VERSION) return undefined
  return { allowed: answer === "yes", at: new Date(Number(seconds) * 1000) }
}
