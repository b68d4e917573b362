"use client"

import type { Appearance } from "@stripe/stripe-js"
import { useEffect, useState } from "react"

import { displayedColor, stripeAppearance } from "./appearance"

const DARK = "(prefers-color-scheme: dark)"

const isDark = (): boolean => {
  const theme = document.documentElement.dataset.theme
  return theme ? theme === "dark" : matchMedia(DARK).matches
}

/**
 * Returns the appearance of Stripe's form in the current theme, and updates it with the theme. Undefined on first
 * render.
 */
export const useAppearance = (): Appearance | undefined => {
  const [appearance, setAppearance] = useState<Appearance>()
  useEffect(() => {
    const update = () => setAppearance(stripeAppearance(displayedColor, isDark()))
    update()
    const media = matchMedia(DARK)
    media.addEventListener("change", update)
    const observer = new MutationObserver(update)
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] })
    return () => {
      media.removeEventListener("change", update)
      observer.disconnect()
    }
  }, [])
  return appearance
}
