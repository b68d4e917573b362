"use client"

import { useEffect, useState } from "react"

import type * as rulesModule from "./rules"

export type Rules = typeof rulesModule

/** Loads the form's rules, which are most of its JavaScript. A failed load is tried again with the next call. */
export const loadRules = (): Promise<Rules> => import("./rules")

const afterFirstPaint = (work: () => void): (() => void) => {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(work, 200)
    return () => clearTimeout(timer)
  }
  const request = requestIdleCallback(work, { timeout: 2_000 })
  return () => cancelIdleCallback(request)
}

/** Returns the form's rules once they are loaded, which starts when the browser is idle. */
export const useRules = (): Rules | null => {
  const [rules, setRules] = useState<Rules | null>(null)
  useEffect(
    () =>
      afterFirstPaint(() => {
        // Without them the form reports no errors yet. Submitting it loads them again.
        loadRules().then(setRules, () => undefined)
      }),
    []
  )
  return rules
}
