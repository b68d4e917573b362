"use client"

import { useCallback, useState } from "react"

import { paymentMethods } from "@/payment-methods"

import { type CardValues, gatewayCard } from "./card"
import type { PaymentMeans } from "./means"
import { methodToShow, type OfferedMethod, type PaymentForm } from "./payment-method"

/** The chosen payment method and, where it has a form of its own, that form. */
export const useMeans = (methods: readonly OfferedMethod[], providerId?: string | null) => {
  const [chosen, setChosen] = useState(() => methodToShow(methods, providerId))
  const [form, setForm] = useState<PaymentForm | null>(null)
  const [complete, setComplete] = useState(false)
  // Only plain data crosses from the server: components and functions are found again by the provider.
  const method = paymentMethods.find((one) => one.providerId === chosen?.providerId)

  const choose = useCallback(
    (id: string) => {
      setChosen(methods.find((one) => one.providerId === id))
      setComplete(false)
    },
    [methods]
  )

  return {
    methods,
    chosen,
    method,
    choose,
    /** The card fields of this page are asked for. */
    asksForCard: !method || method.kind === "card",
    /** How much the method's own form still lacks: one thing or nothing. */
    missing: method?.kind === "form" && !complete ? 1 : 0,
    onForm: useCallback((next: PaymentForm | null) => setForm(() => next), []),
    onComplete: setComplete,
    /** Has the method's form show what it lacks. */
    showMissing: () => void form?.check(),
    /** What is paid with; null when the method's form is not complete and says so itself. */
    meansOf: async (card: CardValues): Promise<PaymentMeans | null> => {
      switch (method?.kind) {
        case "card":
          return { kind: "card", card: gatewayCard(card), gateway: method.gateway }
        case "form":
          return form && (await form.check()) ? { kind: "form", form } : null
        case "instructions":
          return { kind: "instructions" }
        case undefined:
          return null
      }
    },
  }
}
export type Means = ReturnType<typeof useMeans>
