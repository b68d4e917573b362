"use client"

import dynamic from "next/dynamic"

import type { PaymentFormProps } from "../payment-method"

/** Loads Stripe's form and scripts only once the shopper chooses Stripe. */
export const StripePaymentForm = dynamic<PaymentFormProps>(
  () => import("./stripe-fields").then((module) => module.StripeFields),
  { ssr: false, loading: () => <p role="status">Loading the card form…</p> }
)
