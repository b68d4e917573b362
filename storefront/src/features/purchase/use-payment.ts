"use client"

import { useCallback, useRef, useState } from "react"

import { completePurchase } from "./actions"
import { gatewayDoors, type PaymentMeans } from "./means"
import {
  type BeginAnswer,
  type Begun,
  pay,
  payBegun,
  type PayDependencies,
  type PayOutcome,
  type PayPhase,
} from "./pay"

/**
 * Runs one payment at a time: a second press while one is under way is nothing. The bank's question is a promise that
 * the dialog resolves.
 */
export const usePayment = (backendUrl: string) => {
  const [phase, setPhase] = useState<PayPhase>("idle")
  const running = useRef(false)
  const answer = useRef<(outcome: "pass" | "fail") => void>(undefined)

  const run = useCallback(
    async (
      begin: () => Promise<BeginAnswer>,
      start: (dependencies: PayDependencies<PaymentMeans>) => Promise<PayOutcome>
    ): Promise<PayOutcome | null> => {
      if (running.current) return null
      running.current = true
      try {
        const outcome = await start({
          ...gatewayDoors(backendUrl),
          begin,
          complete: completePurchase,
          askBank: () => new Promise((resolve) => (answer.current = resolve)),
          onPhase: setPhase,
        })
        // After success the button stays closed until the confirmation has taken the page's place.
        setPhase(outcome.kind === "paid" || outcome.kind === "processing" ? "done" : "idle")
        running.current = outcome.kind === "paid" || outcome.kind === "processing"
        return outcome
      } catch (error) {
        running.current = false
        setPhase("idle")
        throw error
      }
    },
    [backendUrl]
  )

  return {
    phase,
    /** Begins (or finds) the purchase and pays it. Null when another press is under way. */
    payNew: (
      seen: { amount: number; currency_code: string },
      means: PaymentMeans | null,
      begin: () => Promise<BeginAnswer>
    ) => run(begin, (dependencies) => pay(seen, means, dependencies)),
    /** Pays a purchase that exists. */
    payExisting: (purchase: Pick<Begun, "id" | "intent">, means: PaymentMeans) =>
      run(
        () => Promise.reject(new Error("This purchase has begun already")),
        (dependencies) => payBegun(purchase, means, dependencies)
      ),
    answerBank: (outcome: "pass" | "fail") => answer.current?.(outcome),
  }
}
