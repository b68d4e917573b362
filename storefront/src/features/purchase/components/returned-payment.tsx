"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef } from "react"

import { Alert } from "@/lib/ui"

import { completePurchase } from "../actions"
import { pageAfterReturn } from "../after-return"

/** The shopper comes back from the gateway's page: places the order, and shows the page that follows. */
export const ReturnedPayment = ({ purchaseId, method }: { purchaseId: string; method: string }) => {
  const router = useRouter()
  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    // Replaced, so that the browser's back button does not lead here again.
    void pageAfterReturn(purchaseId, completePurchase).then((page) => router.replace(page))
  }, [purchaseId, router])
  return (
    <Alert tone="amber" title={`Checking with ${method}`}>
      This takes a few seconds. Don't pay again.
      <noscript> Turn on JavaScript and reload this page to place your order.</noscript>
    </Alert>
  )
}
