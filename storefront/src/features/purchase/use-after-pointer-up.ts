"use client"

import { useCallback, useEffect, useRef } from "react"

/**
 * Returns a function that defers work until the pointer is released. Blurring a field by pressing a button shows the
 * field's error, which moves the button away from under the pointer and would lose the click.
 */
export const useAfterPointerUp = (): ((work: () => void) => void) => {
  const isPointerDown = useRef(false)
  const deferred = useRef<(() => void)[]>([])

  useEffect(() => {
    const down = () => {
      isPointerDown.current = true
    }
    // The click event follows the pointerup event, so run the work after it.
    const up = () =>
      setTimeout(() => {
        isPointerDown.current = false
        for (const work of deferred.current.splice(0)) work()
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
    if (isPointerDown.current) deferred.current.push(work)
    else work()
  }, [])
}
