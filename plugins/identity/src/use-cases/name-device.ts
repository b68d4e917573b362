import UAParser from "ua-parser-js"

export type Device = { readonly browser: string | null; readonly system: string | null }

/** Longer headers are not from browsers. */
const MAX_HEADER = 500
const MAX_NAME = 40

const named = (name: string | undefined): string | null => name?.slice(0, MAX_NAME) ?? null

/** Browser and operating system, from a request's `User-Agent`. Only their names, without versions. */
export const nameDevice = (userAgent: string | undefined): Device => {
  const { browser, os } = new UAParser((userAgent ?? "").slice(0, MAX_HEADER)).getResult()
  return { browser: named(browser.name), system: named(os.name) }
}
