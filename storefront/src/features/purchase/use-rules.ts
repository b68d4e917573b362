"use client"

import { useCallback, useState } from "react"

import type * as rulesModule from "./rules"

export type Rules = typeof rulesModule

/** Loads the form's rules, with the schemas they come from: a fifth of the page's JavaScript. */
export const loadRules = (): Promise<Rules> => import("./rules")

/** Returns the form's rules once they are loaded, and a function that loads them, for the first focus in the form. */
export const useRules = (): [Rules | null, () => void] => {
  const [rules, setRules] = useState<Rules | null>(null)
  const load = useCallback(() => {
    // If this fails, the form reports no errors yet, and the next focus or its submission tries again.
    if (rules === null) loadRules().then(setRules, () => undefined)
  }, [rules])
  return [rules, load]
}
