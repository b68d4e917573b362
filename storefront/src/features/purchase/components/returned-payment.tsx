"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef } from "react"

import { Alert } from "@/lib/ui"

import { completePurchase } from "../actions"

/**
 * The shopper comes back from the gateway's page: places the order, and shows the confirmation, or the payment form with the
 * reason. A pending payment is continued on the confirmation page.
 */
export const ReturnedPayment = ({ purchaseId, method }: { purchaseId: string; method: string }) => {
  const router = useRouter()
  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    const page = `/purchase/${purchaseId}`
    void completePurchase(purchaseId)
      .then(({ kind }) =>
        kind === "order" || kind === "pending" || kind === "delayed" ? `${page}/confirmation` : `${page}?returned=1`
      )
      // The connection was lost: the page shows what the backend knows.
      .catch(() => `${page}?returned=1`)
      .then((next) => router.replace(next))
  }, [purchaseId, router])
  return (
    <Alert tone="amber" title={`Checking with ${method}`}>
      This takes a few seconds. Don't pay again.
      <noscript> Turn on JavaScript and reload this page to place your order.</noscript>
    </Alert>
  )
}
