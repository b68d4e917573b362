"use client"

import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"

import { Alert, Button } from "@/lib/ui"

import { completePurchase } from "../actions"

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 10_000
/** After this many checks the page stops and offers a button to check again. */
const MAX_CHECKS = 40

/** Checks the purchase at growing intervals and refreshes the page each time. */
export const PurchasePoller = ({
  purchaseId,
  title,
  text,
  completes = true,
  longestWaitMs = LONGEST_WAIT_MS,
}: {
  purchaseId: string
  title: string
  text: string
  /** False when the backend places the order on its own, so that the page only needs to be refreshed. */
  completes?: boolean
  /** Between two checks. */
  longestWaitMs?: number
}) => {
  const router = useRouter()
  const [checks, setChecks] = useState(0)
  const stopped = checks >= MAX_CHECKS

  useEffect(() => {
    if (stopped) return
    let unmounted = false
    const timer = setTimeout(
      async () => {
        // Completing turns a paid purchase into an order. A failure is retried at the next check.
        if (completes) await completePurchase(purchaseId).catch(() => null)
        if (unmounted) return
        router.refresh()
        setChecks((count) => count + 1)
      },
      Math.min(FIRST_WAIT_MS * 1.25 ** checks, longestWaitMs)
    )
    return () => {
      unmounted = true
      clearTimeout(timer)
    }
  }, [checks, stopped, purchaseId, completes, longestWaitMs, router])

  return (
    <Alert
      tone="amber"
      title={title}
      action={
        stopped ? (
          <Button variant="secondary" size="sm" onClick={() => setChecks(0)}>
            Check again
          </Button>
        ) : undefined
      }
    >
      {text}
      <noscript> Reload this page in a moment.</noscript>
    </Alert>
  )
}
