"use client"

import { useEffect, useState } from "react"

import { Alert } from "@/lib/ui"

import type { PaymentFormProps } from "../payment-method"
import { loadCheckout } from "../razorpay/checkout-script"
import { razorpayForm } from "../razorpay/razorpay-form"

/** Razorpay's window, which opens over this page when the shopper pays. This page never has access to what is typed there. */
export const RazorpayFields = ({ settings, currencyCode, onForm, onComplete }: PaymentFormProps) => {
  const keyId = settings.keyId ?? ""
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let removed = false
    loadCheckout().then(
      (Checkout) => {
        if (removed) return
        onForm(razorpayForm(Checkout, { keyId, currencyCode }))
        onComplete(true)
      },
      () => setFailed(true)
    )
    return () => {
      removed = true
      onForm(null)
    }
  }, [keyId, currencyCode, onForm, onComplete])
  if (failed)
    return (
      <Alert tone="red" title="Razorpay couldn't be loaded">
        Nothing was charged. Check your connection and reload the page, or choose another payment method.
      </Alert>
    )
  return (
    <p className="text-ink-soft">
      {currencyCode.toLowerCase() === "inr"
        ? "Razorpay's window opens over this page: pay with any UPI app, a card, netbanking or a wallet."
        : "Razorpay's window opens over this page."}
    </p>
  )
}
