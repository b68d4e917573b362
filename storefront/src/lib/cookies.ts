/** Cookies that store a visitor's preferences. */
export const THEME_COOKIE = "atrium_theme"
export const CONSENT_COOKIE = "atrium_consent"
export const YEAR_SECONDS = 365 * 24 * 60 * 60

export type Theme = "light" | "dark"
export const isTheme = (value: string | undefined): value is Theme => value === "light" || value === "dark"
