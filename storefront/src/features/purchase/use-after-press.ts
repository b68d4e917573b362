"use client"

import { useCallback, useEffect, useRef } from "react"

/**
 * Puts work off until the pointer is up again. Leaving a field by pressing on something else shows the field's error,
 * which moves what is being pressed away from under the pointer: the press would be lost.
 */
export const useAfterPress = (): ((work: () => void) => void) => {
  const pressing = useRef(false)
  const waiting = useRef<(() => void)[]>([])

  useEffect(() => {
    const down = () => {
      pressing.current = true
    }
    // The click itself comes right after the pointer is up, before anything else is done.
    const up = () =>
      setTimeout(() => {
        pressing.current = false
        for (const work of waiting.current.splice(0)) work()
      })
    const options = { capture: true }
    document.addEventListener("pointerdown", down, options)
    document.addEventListener("pointerup", up, options)
    document.addEventListener("pointercancel", up, options)
    return () => {
      document.removeEventListener("pointerdown", down, options)
      document.removeEventListener("pointerup", up, options)
      document.removeEventListener("pointercancel", up, options)
    }
  }, [])

  return useCallback((work) => {
    if (pressing.current) waiting.current.push(work)
    else work()
  }, [])
}
