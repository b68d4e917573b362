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
  <Alert tone="red" title="The payment form couldn't be loaded">
    Nothing was charged. Check your connection and reload the page, or choose another payment method.
  </Alert>
)

type Kind = "card" | "sepa_debit"

// Stripe's element shows the mandate, which a shopper must have seen before a debit.
const ELEMENT = { layout: "tabs", terms: { sepaDebit: "always" } } as const

const Fields = ({ kind, onForm, onComplete }: Pick<PaymentFormProps, "onForm" | "onComplete"> & { kind: Kind }) => {
  const stripe = useStripe()
  const elements = useElements()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    onForm(stripe && elements ? stripeForm(stripe, elements, window.location.origin, kind) : null)
    return () => onForm(null)
  }, [stripe, elements, kind, onForm])
  if (failed) return LOAD_ERROR
  return (
    <PaymentElement
      options={ELEMENT}
      onChange={({ complete }) => onComplete(complete)}
      onLoadError={() => setFailed(true)}
    />
  )
}

// As the backend's PaymentIntent: a card is captured once the order exists, a debit is taken when the bank pays.
const PAYMENT: Record<Kind, { captureMethod: "manual" | "automatic"; paymentMethodTypes?: string[] }> = {
  card: { captureMethod: "manual" },
  sepa_debit: { captureMethod: "automatic", paymentMethodTypes: ["sepa_debit"] },
}

const FieldsOf = ({
  kind,
  settings,
  amount,
  currencyCode,
  locale,
  onForm,
  onComplete,
}: PaymentFormProps & { kind: Kind }) => {
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
        ...PAYMENT[kind],
        locale: locale.split("-")[0] as StripeElementLocale,
        appearance,
      }}
    >
      <Fields kind={kind} onForm={onForm} onComplete={onComplete} />
    </Elements>
  )
}

/** Stripe's payment fields. They are in an iframe of Stripe's, so this page never has access to the card. */
export const StripeFields = (props: PaymentFormProps) => <FieldsOf kind="card" {...props} />

/** Stripe's fields for an IBAN, with the mandate. */
export const StripeSepaDebitFields = (props: PaymentFormProps) => <FieldsOf kind="sepa_debit" {...props} />
