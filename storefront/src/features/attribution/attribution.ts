import { z } from "zod"

/**
 * Which affiliate and which campaign brought a visitor. Pure: the proxy and `/r/<code>` read and write the cookie with
 * it, the purchase reads it again. The last code wins here; which of a visitor's clicks earns, and for how long, is
 * the programme's rule, so the cookie outlives every window a programme may have.
 */
export const ATTRIBUTION_COOKIE = "atrium_ref"
export const ATTRIBUTION_DAYS = 365

/** The same link again within this time is the same visit: a reload, a second tab. */
const SAME_VISIT_MS = 30 * 60 * 1000

/** A code whose click the shop never confirmed counts this long; nobody else knows when it was followed. */
const UNCONFIRMED_DAYS = 30

const UTM_NAMES = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"] as const

// A code is what an affiliate can put into a link; anything else in `?ref=` is not one and is left alone.
const Code = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const Utm = z.partialRecord(z.enum(UTM_NAMES), z.string().min(1).max(200))

const Attribution = z.strictObject({
  code: Code.optional(),
  utm: Utm.optional(),
  /** Path the code was first seen on, without the query. */
  landing: z.string().startsWith("/").max(500).optional(),
  at: z.iso.datetime().optional(),
  /** The visitor's last click as the shop recorded it. */
  click_id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,128}$/)
    .optional(),
  /** `code` was followed and the shop does not know of it yet. */
  click_due: z.literal(true).optional(),
})

export type Attribution = z.infer<typeof Attribution>

/** What the cookie says; nothing when it is missing, old in shape or tampered with. */
export const parseAttribution = (cookie: string | undefined): Attribution => {
  if (!cookie) return {}
  try {
    const parsed = Attribution.safeParse(JSON.parse(cookie))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}

export const serialiseAttribution = (attribution: Attribution): string => JSON.stringify(attribution)

/**
 * What is known after a visit to `url`: a code or campaign in it replaces the former one, a visit without either
 * changes nothing. A code that was followed makes a click due, once per visit. Returns the same object when nothing
 * changed.
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

/** What the shop said to a click: its id, that nobody has this code, or nothing. */
export type ClickOutcome = { kind: "recorded"; clickId: string } | { kind: "unknown" } | { kind: "unanswered" }

/**
 * What is known once the shop was told of the click. A code nobody has takes nothing from the affiliate who brought the
 * visitor before; without an answer the click stays due, and the next page tells it again.
 */
export const afterClick = (before: Attribution, visited: Attribution, outcome: ClickOutcome): Attribution => {
  if (outcome.kind === "unanswered") return visited
  const { click_due: _, ...settled } = visited
  if (outcome.kind === "recorded") return { ...settled, click_id: outcome.clickId }
  return before.click_id && before.click_due === undefined ? before : settled
}

/** What a purchase says about who brought the visitor. */
export const creditOf = (attribution: Attribution, now: Date): { affiliate_code?: string; click_id?: string } => {
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
