"use client"

import dynamic from "next/dynamic"

import type { PaymentFormProps } from "../payment-method"

/** Loads Stripe's form, and anything of Stripe's, only once a shopper pays with Stripe. */
export const StripePaymentForm = dynamic<PaymentFormProps>(
  () => import("./stripe-fields").then((module) => module.StripeFields),
  { ssr: false, loading: () => <p role="status">Loading the card form…</p> }
)
