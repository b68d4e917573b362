"use client"

import dynamic from "next/dynamic"

import type { PaymentFormProps } from "../payment-method"

/** Loads Razorpay's form and script only once the shopper chooses Razorpay. */
export const RazorpayPaymentForm = dynamic<PaymentFormProps>(
  () => import("./razorpay-fields").then((module) => module.RazorpayFields),
  { ssr: false, loading: () => <p role="status">Loading Razorpay…</p> }
)
