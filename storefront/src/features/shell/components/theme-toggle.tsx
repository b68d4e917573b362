"use client"

import { MoonIcon, SunIcon } from "@/lib/ui/icons"
import { isTheme, THEME_COOKIE, type Theme, YEAR_SECONDS } from "../cookies"

const displayedTheme = (): Theme => {
  const theme = document.documentElement.dataset.theme
  if (isTheme(theme)) return theme
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
}

/** Switches between light and dark. Until the visitor chooses, CSS follows the system setting. */
export const ThemeToggle = () => {
  const toggle = () => {
    const next: Theme = displayedTheme() === "dark" ? "light" : "dark"
    document.documentElement.dataset.theme = next
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  }
  return (
    <button
      type="button"
      onClick={toggle}
      aria-label="Switch between light and dark theme"
      className="grid size-10 place-items-center rounded-md text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
    >
      <SunIcon className="theme-dark-only size-5" />
      <MoonIcon className="theme-light-only size-5" />
    </button>
  )
}
