"use client"

import { useCallback, useState } from "react"

import { type CardValues, gatewayCard } from "./card"
import { gatewayToShow, type OfferedGateway } from "./gateways"
import type { PaymentMeans } from "./means"
import type { StripeForm } from "./stripe/stripe-form"

/** The chosen gateway and, where it has a form of its own, that form. */
export const useMeans = (gateways: readonly OfferedGateway[], providerId?: string | null) => {
  const [chosen, setChosen] = useState(() => gatewayToShow(gateways, providerId))
  const [form, setForm] = useState<StripeForm | null>(null)
  const [complete, setComplete] = useState(false)
  const ownForm = chosen?.id === "stripe"

  const choose = useCallback(
    (id: string) => {
      setChosen(gateways.find((gateway) => gateway.id === id))
      setComplete(false)
    },
    [gateways]
  )

  return {
    gateways,
    chosen,
    choose,
    /** The card fields of this page are asked for. */
    asksForCard: !ownForm,
    /** How much the gateway's own form still lacks: one thing or nothing. */
    missing: ownForm && !complete ? 1 : 0,
    onForm: useCallback((next: StripeForm | null) => setForm(() => next), []),
    onComplete: setComplete,
    /** Has the gateway's form show what it lacks. */
    showMissing: () => void form?.check(),
    /** What is paid with; null when the gateway's form is not complete and says so itself. */
    meansOf: async (card: CardValues): Promise<PaymentMeans | null> => {
      if (!ownForm) return { gateway: "sandbox", card: gatewayCard(card) }
      return form && (await form.check()) ? { gateway: "stripe", form } : null
    },
  }
}
export type Means = ReturnType<typeof useMeans>
