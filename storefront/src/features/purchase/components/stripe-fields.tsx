"use client"

import { stripeUnits } from "@atrium/payments/contracts"
import { toMinorUnits } from "@atrium/kernel"
import { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js"
import type { StripeElementLocale } from "@stripe/stripe-js"
// The plain entry loads Stripe's script on import, on every page that could ever lead here.
import { loadStripe } from "@stripe/stripe-js/pure"
import { useEffect, useMemo, useState } from "react"

import { Alert } from "@/lib/ui"

import type { PaymentFormProps } from "../payment-method"
import { stripeForm } from "../stripe/stripe-form"
import { useAppearance } from "../stripe/use-appearance"

const NOT_THERE = (
  <Alert tone="red" title="The card form couldn't be loaded">
    Nothing was charged. Check your connection and load this page again, or choose another way to pay.
  </Alert>
)

const Fields = ({ onForm, onComplete }: Pick<PaymentFormProps, "onForm" | "onComplete">) => {
  const stripe = useStripe()
  const elements = useElements()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    onForm(stripe && elements ? stripeForm(stripe, elements, window.location.origin) : null)
    return () => onForm(null)
  }, [stripe, elements, onForm])
  if (failed) return NOT_THERE
  return (
    <PaymentElement
      options={{ layout: "tabs" }}
      onChange={({ complete }) => onComplete(complete)}
      onLoadError={() => setFailed(true)}
    />
  )
}

/** Stripe's own fields, in a frame of Stripe's: the card never touches this page. */
export const StripeFields = ({ settings, amount, currencyCode, locale, onForm, onComplete }: PaymentFormProps) => {
  const publishableKey = settings.publishableKey ?? ""
  const [unreachable, setUnreachable] = useState(false)
  const stripe = useMemo(
    () =>
      loadStripe(publishableKey).catch(() => {
        setUnreachable(true)
        return null
      }),
    [publishableKey]
  )
  const appearance = useAppearance()
  const units = stripeUnits(toMinorUnits(amount, currencyCode), currencyCode)
  if (unreachable) return NOT_THERE
  if (!appearance || units === null) return null
  return (
    <Elements
      stripe={stripe}
      options={{
        mode: "payment",
        amount: Number(units),
        currency: currencyCode.toLowerCase(),
        // Order first, then money: the shop captures.
        captureMethod: "manual",
        locale: locale.split("-")[0] as StripeElementLocale,
        appearance,
      }}
    >
      <Fields onForm={onForm} onComplete={onComplete} />
    </Elements>
  )
}
