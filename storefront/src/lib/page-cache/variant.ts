import { isTheme, type Theme } from "@/lib/cookies"

/** Everything about a visitor that a public page depends on. None of it identifies them, and each has few values. */
export type Variant = {
  readonly regionId: string | undefined
  readonly locale: string
  readonly theme: Theme | undefined
  /** Whether the page asks for consent to analytics. */
  readonly asksConsent: boolean
}

export const themeOf = (cookie: string | undefined): Theme | undefined => (isTheme(cookie) ? cookie : undefined)

export const cacheKey = (url: string, { regionId, locale, theme, asksConsent }: Variant): string =>
  JSON.stringify([url, regionId ?? "", locale, theme ?? "", asksConsent])
