import type { SignInOut } from "../contracts/sign-ins"

const ACCOUNTS: Readonly<Record<string, string>> = {
  customer: "Shop account",
  provider: "Provider portal",
  user: "Admin",
}

/** "Chrome on Windows". */
export const signInDevice = ({ browser, system }: Pick<SignInOut, "browser" | "system">): string => {
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? "Unknown device"
}

/** What the person signed in to. */
export const signInAccount = ({ account }: Pick<SignInOut, "account">): string => ACCOUNTS[account] ?? account

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The last use is recorded at most this often, so anything more recent is "just now". */
const JUST_NOW = 5 * MINUTE

// English, because it is a part of the page's sentences. The exact time beside it is in the visitor's locale.
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "always" })

/** "just now", "12 minutes ago", "2 hours ago". */
export const timeAgo = (iso: string, now: Date): string => {
  const passed = now.getTime() - Date.parse(iso)
  if (passed < JUST_NOW) return "just now"
  if (passed < HOUR) return RELATIVE.format(-Math.floor(passed / MINUTE), "minute")
  if (passed < DAY) return RELATIVE.format(-Math.floor(passed / HOUR), "hour")
  return RELATIVE.format(-Math.floor(passed / DAY), "day")
}
