"use client"

import { useSyncExternalStore } from "react"

const never = () => () => undefined

/** Whether the script of the page has loaded. Before, a button that needs it would do nothing. */
export const useHasLoaded = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false
  )
