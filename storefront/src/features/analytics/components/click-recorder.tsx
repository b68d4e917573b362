"use client"

import { useEffect } from "react"
import { isEventName } from "../build-event"
import { recordEvent } from "../record"

/**
 * Counts clicks on what carries `data-event` (and `data-service-id`, `data-place`), so that links and buttons can stay
 * on the server.
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
