"use client"

import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"

import { Alert, Button } from "@/lib/ui"

import { completePurchase } from "../actions"

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 10_000
/** After this many looks the page stops by itself and offers a button. */
const MOST_LOOKS = 40

/** Asks the shop again and again, ever more slowly, and shows the page anew each time. */
export const WaitForShop = ({
  purchaseId,
  title,
  text,
  completes = true,
}: {
  purchaseId: string
  title: string
  text: string
  /** False where the order follows without the browser: the page is only read again. */
  completes?: boolean
}) => {
  const router = useRouter()
  const [looks, setLooks] = useState(0)
  const tired = looks >= MOST_LOOKS

  useEffect(() => {
    if (tired) return
    let left = false
    const timer = setTimeout(
      async () => {
        // Completing is what turns a paid purchase into an order; a failed try is made again at the next look.
        if (completes) await completePurchase(purchaseId).catch(() => null)
        if (left) return
        router.refresh()
        setLooks((count) => count + 1)
      },
      Math.min(FIRST_WAIT_MS * 1.25 ** looks, LONGEST_WAIT_MS)
    )
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [looks, tired, purchaseId, completes, router])

  return (
    <Alert
      tone="amber"
      title={title}
      action={
        tired ? (
          <Button variant="secondary" size="sm" onClick={() => setLooks(0)}>
            Check again
          </Button>
        ) : undefined
      }
    >
      {text}
      <noscript> Load this page again in a moment.</noscript>
    </Alert>
  )
}
