import { z } from "zod"

/**
 * Which affiliate and which campaign brought a visitor. Pure: the proxy reads and writes the cookie with it on every
 * page, the purchase reads it again. The last code wins; it lives 30 days from the visit that brought it.
 */
export const ATTRIBUTION_COOKIE = "atrium_ref"
export const ATTRIBUTION_DAYS = 30

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
 * changes nothing. Returns the same object when nothing changed.
 */
export const afterVisit = (known: Attribution, url: URL, now: Date): Attribution => {
  const ref = Code.safeParse(url.searchParams.get("ref") ?? undefined)
  const utm = utmOf(url)
  if (!ref.success && !utm) return known
  return {
    ...known,
    ...(ref.success ? { code: ref.data } : {}),
    ...(utm ? { utm } : {}),
    landing: url.pathname.slice(0, 500),
    at: now.toISOString(),
  }
}

const utmOf = (url: URL): Attribution["utm"] | undefined => {
  const found = UTM_NAMES.flatMap((name) => {
    const value = url.searchParams.get(name)?.trim().slice(0, 200)
    return value ? [[name, value] as const] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}
