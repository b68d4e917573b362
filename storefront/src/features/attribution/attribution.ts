import { z } from "zod"

/**
 * Pure rules for the attribution cookie, which stores the affiliate and the campaign that referred a visitor. The proxy
 * and `/r/<code>` write the cookie; the purchase reads it. The last code wins here. Which click earns a commission, and
 * for how long, is decided by the program on the backend, so the cookie outlives every attribution window.
 */
export const ATTRIBUTION_COOKIE = "atrium_ref"
export const ATTRIBUTION_DAYS = 365

/** Following the same link again within this time, in a reload or a second tab, counts as the same visit. */
const SAME_VISIT_MS = 30 * 60 * 1000

/** How long a code counts when the backend never confirmed its click and so can't apply the program's window. */
const UNCONFIRMED_DAYS = 30

const UTM_NAMES = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"] as const

// Any other value of `?ref=` is not an affiliate code and is ignored.
const Code = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const Utm = z.partialRecord(z.enum(UTM_NAMES), z.string().min(1).max(200))

const Attribution = z.strictObject({
  code: Code.optional(),
  utm: Utm.optional(),
  /** Path of the page the link led to, without the query. */
  landing: z.string().startsWith("/").max(500).optional(),
  at: z.iso.datetime().optional(),
  /** The ID of the visitor's last click recorded by the backend. */
  click_id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,128}$/)
    .optional(),
  /** Set while the click on `code` has not been recorded by the backend. */
  click_due: z.literal(true).optional(),
})

export type Attribution = z.infer<typeof Attribution>

/** Parses the cookie. Returns an empty attribution when it is missing, outdated or tampered with. */
export const parseAttribution = (cookie: string | undefined): Attribution => {
  if (!cookie) return {}
  try {
    const parsed = Attribution.safeParse(JSON.parse(cookie))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}

export const serializeAttribution = (attribution: Attribution): string => JSON.stringify(attribution)

/**
 * Returns the attribution after a visit to `url`. A code or campaign in the URL replaces the previous one, and a code
 * schedules a click, once per visit. Returns the same object when nothing changed.
 */
export const afterVisit = (known: Attribution, url: URL, now: Date): Attribution => {
  const ref = Code.safeParse(url.searchParams.get("ref") ?? undefined)
  const utm = utmOf(url)
  const followed = ref.success && !isSameVisit(known, ref.data, now) ? ref.data : undefined
  if (followed === undefined && !utm) return known
  return {
    ...known,
    ...(followed === undefined ? {} : { code: followed, click_due: true as const }),
    ...(utm ? { utm } : {}),
    landing: url.pathname.slice(0, 500),
    at: now.toISOString(),
  }
}

const isSameVisit = (known: Attribution, code: string, now: Date): boolean =>
  known.code?.toUpperCase() === code.toUpperCase() &&
  known.click_id !== undefined &&
  known.click_due === undefined &&
  now.getTime() - new Date(known.at ?? 0).getTime() < SAME_VISIT_MS

/** Result of recording a click: recorded, unknown code, or no response from the backend. */
export type ClickOutcome = { kind: "recorded"; clickId: string } | { kind: "unknown" } | { kind: "unanswered" }

/**
 * Returns the attribution after an attempt to record the click. An unknown code does not replace the previous
 * affiliate. Without a response the click remains scheduled, and the next page view retries it.
 */
export const afterClick = (before: Attribution, visited: Attribution, outcome: ClickOutcome): Attribution => {
  if (outcome.kind === "unanswered") return visited
  const { click_due: _, ...settled } = visited
  if (outcome.kind === "recorded") return { ...settled, click_id: outcome.clickId }
  return before.click_id && before.click_due === undefined ? before : settled
}

/** Whether the URL has attribution parameters, so that the visit may have to be recorded. */
export const hasAttribution = ({ searchParams }: URL): boolean =>
  [...searchParams.keys()].some((name) => name === "ref" || name.startsWith("utm_"))

/** Returns the attribution fields to send with a purchase; empty when no affiliate applies. */
export const attributionFields = (
  attribution: Attribution,
  now: Date
): { affiliate_code?: string; click_id?: string } => {
  const { code, click_id, click_due, at } = attribution
  if (code === undefined) return {}
  if (click_id !== undefined && click_due === undefined) return { affiliate_code: code, click_id }
  const days = (now.getTime() - new Date(at ?? 0).getTime()) / (24 * 60 * 60 * 1000)
  return days <= UNCONFIRMED_DAYS ? { affiliate_code: code } : {}
}

const utmOf = (url: URL): Attribution["utm"] | undefined => {
  const found = UTM_NAMES.flatMap((name) => {
    const value = url.searchParams.get(name)?.trim().slice(0, 200)
    return value ? [[name, value] as const] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}
