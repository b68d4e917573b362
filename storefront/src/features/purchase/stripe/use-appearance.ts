"use client"

import type { Appearance } from "@stripe/stripe-js"
import { useEffect, useState } from "react"

import { shownColour, stripeAppearance } from "./appearance"

const DARK = "(prefers-color-scheme: dark)"

const isDark = (): boolean => {
  const chosen = document.documentElement.dataset.theme
  return chosen ? chosen === "dark" : matchMedia(DARK).matches
}

/** Stripe's appearance in the page's theme; changes when the theme does. Undefined until the page is there. */
export const useAppearance = (): Appearance | undefined => {
  const [appearance, setAppearance] = useState<Appearance>()
  useEffect(() => {
    const take = () => setAppearance(stripeAppearance(shownColour, isDark()))
    take()
    const media = matchMedia(DARK)
    media.addEventListener("change", take)
    const chosen = new MutationObserver(take)
    chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] })
    return () => {
      media.removeEventListener("change", take)
      chosen.disconnect()
    }
  }, [])
  return appearance
}
