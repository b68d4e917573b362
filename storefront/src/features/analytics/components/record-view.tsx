"use client"

import { useEffect } from "react"
import type { EventName } from "../build-event"
import { recordEvent } from "../record"

/** Records a page view. */
export const RecordView = ({ name, serviceId }: { name: EventName; serviceId?: string }) => {
  useEffect(() => recordEvent(name, { serviceId }), [name, serviceId])
  return null
}
