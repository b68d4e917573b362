"use client"

import { useLinkStatus } from "next/link"

/** A loading dot next to a link while its page loads. Appears after a short delay. */
export const LinkPending = () => {
  const { pending } = useLinkStatus()
  return pending ? (
    <span role="status" className="ml-2 size-1.5 animate-pulse rounded-full bg-current delay-150">
      <span className="sr-only">Loading</span>
    </span>
  ) : null
}
