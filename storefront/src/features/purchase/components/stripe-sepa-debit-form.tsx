"use client"

import dynamic from "next/dynamic"

import type { PaymentFormProps } from "../payment-method"

/** Loads Stripe's form for an IBAN only once the shopper chooses it. */
export const StripeSepaDebitForm = dynamic<PaymentFormProps>(
  () => import("./stripe-fields").then((module) => module.StripeSepaDebitFields),
  { ssr: false, loading: () => <p role="status">Loading the form for your bank account…</p> }
)
