"use client"

import { stripeUnits } from "@atrium/payments/contracts"
import { toMinorUnits } from "@atrium/kernel"
import { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js"
import type { StripeElementLocale } from "@stripe/stripe-js"
// The default entry point loads Stripe's script on import. "pure" loads it only when `loadStripe` is called.
import { loadStripe } from "@stripe/stripe-js/pure"
import { useEffect, useMemo, useState } from "react"

import { Alert } from "@/lib/ui"

import type { PaymentFormProps } from "../payment-method"
import { stripeForm } from "../stripe/stripe-form"
import { useAppearance } from "../stripe/use-appearance"

const LOAD_ERROR = (
  <Alert tone="red" title="The card form couldn't be loaded">
    Nothing was charged. Check your connection and reload the page, or choose another payment method.
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
  if (failed) return LOAD_ERROR
  return (
    <PaymentElement
      options={{ layout: "tabs" }}
      onChange={({ complete }) => onComplete(complete)}
      onLoadError={() => setFailed(true)}
    />
  )
}

/** Stripe's payment fields. They are in an iframe of Stripe's, so this page never has access to the card. */
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
  if (unreachable) return LOAD_ERROR
  if (!appearance || units === null) return null
  return (
    <Elements
      stripe={stripe}
      options={{
        mode: "payment",
        amount: Number(units),
        currency: currencyCode.toLowerCase(),
        // The backend captures the payment once the order exists.
        captureMethod: "manual",
        locale: locale.split("-")[0] as StripeElementLocale,
        appearance,
      }}
    >
      <Fields onForm={onForm} onComplete={onComplete} />
    </Elements>
  )
}
