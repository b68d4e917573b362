"use client"

import { useLinkStatus } from "next/link"

/** A dot beside a link's words while its page is being fetched; only where that takes long enough to wonder. */
export const LinkPending = () => {
  const { pending } = useLinkStatus()
  return pending ? (
    <span role="status" className="ml-2 size-1.5 animate-pulse rounded-full bg-current delay-150">
      <span className="sr-only">Loading</span>
    </span>
  ) : null
}
