"use client"

import { useEffect } from "react"
import { isEventName } from "../build-event"
import { recordEvent } from "../record"

/**
 * Records clicks on elements with `data-event` (and optionally `data-service-id`, `data-place`). One listener for the
 * whole page, so links and buttons can remain server components.
 */
export const ClickRecorder = () => {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const marked = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-event]") : null
      const name = marked?.dataset.event
      if (!marked || !isEventName(name)) return
      const { serviceId, place } = marked.dataset
      recordEvent(name, { serviceId, properties: place ? { place } : {} })
    }
    document.addEventListener("click", onClick, { capture: true })
    return () => document.removeEventListener("click", onClick, { capture: true })
  }, [])
  return null
}
