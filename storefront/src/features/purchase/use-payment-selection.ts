"use client"

import { useCallback, useState } from "react"

import { paymentMethods } from "@/payment-methods"

import { type CardValues, gatewayCard } from "./card"
import type { PaymentInput } from "./payment-input"
import { methodToShow, type OfferedMethod, type PaymentForm } from "./payment-method"

/** State of the selected payment method and, if it has one, of its form. */
export const usePaymentSelection = (offered: readonly OfferedMethod[], providerId?: string | null) => {
  /** Methods whose gateway didn't respond since the page was loaded. */
  const [down, setDown] = useState<readonly string[]>([])
  const methods = offered.map((method) => (down.includes(method.providerId) ? { ...method, isDown: true } : method))
  const [selectedId, setSelectedId] = useState(() => methodToShow(offered, providerId)?.providerId)
  const selected = methods.find((method) => method.providerId === selectedId)
  const [form, setForm] = useState<PaymentForm | null>(null)
  const [complete, setComplete] = useState(false)
  // The server passes plain data only, so look up the method's component and functions here.
  const method = paymentMethods.find(({ providerId }) => providerId === selectedId)

  const select = useCallback((id: string) => {
    setSelectedId(id)
    setComplete(false)
  }, [])

  return {
    methods,
    selected,
    method,
    select,
    /** How often `avoid` was called. */
    avoided: down.length,
    /** Marks the selected method as down and selects another one, which it returns; undefined when all are down. */
    avoid: (): OfferedMethod | undefined => {
      const other = methods.find(({ providerId, isDown }) => providerId !== selectedId && !isDown)
      if (selectedId) setDown((known) => [...known, selectedId])
      if (other) select(other.providerId)
      return other
    },
    /** Whether the page's card fields are required. */
    needsCard: !method || method.kind === "card",
    /** 1 while the method's form is incomplete, otherwise 0. */
    missing: method?.kind === "form" && !complete ? 1 : 0,
    onForm: useCallback((next: PaymentForm | null) => setForm(() => next), []),
    onComplete: setComplete,
    /** Makes the method's form show its errors. */
    showMissing: () => void form?.check(),
    /** Returns what to pay with, or null when the method's form is incomplete. The form shows its own errors. */
    paymentInput: async (card: CardValues): Promise<PaymentInput | null> => {
      switch (method?.kind) {
        case "card":
          return { kind: "card", card: gatewayCard(card), gateway: method.gateway }
        case "form":
          return form && (await form.check()) ? { kind: "form", form } : null
        case "redirect":
        case "instructions":
          return { kind: method.kind }
        case undefined:
          return null
      }
    },
  }
}
export type PaymentSelection = ReturnType<typeof usePaymentSelection>
