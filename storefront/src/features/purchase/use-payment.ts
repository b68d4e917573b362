"use client"

import { useCallback, useRef, useState } from "react"

import { completePurchase } from "./actions"
import { type ConfirmedMeans, gatewayDoors, type PaymentMeans } from "./means"
import { leavesPage } from "./problem"
import {
  type BeginAnswer,
  type Begun,
  pay,
  payBegun,
  type PayDependencies,
  type PayOutcome,
  type PayPhase,
  type Total,
} from "./pay"

const confirmable = (means: PaymentMeans | null) => (means?.kind === "instructions" ? means.kind : means)

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
      start: (dependencies: PayDependencies<ConfirmedMeans>) => Promise<PayOutcome>
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
        // The button stays closed until the next page has taken this one's place.
        const leaves = leavesPage(outcome)
        setPhase(leaves ? "done" : "idle")
        running.current = leaves
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
    payNew: (seen: Total, means: PaymentMeans | null, begin: () => Promise<BeginAnswer>) =>
      run(begin, (dependencies) => pay(seen, confirmable(means), dependencies)),
    /** Pays a purchase that exists. */
    payExisting: (seen: Total, purchase: Begun, means: PaymentMeans) =>
      run(
        () => Promise.reject(new Error("This purchase has begun already")),
        (dependencies) => payBegun(seen, purchase, confirmable(means), dependencies)
      ),
    answerBank: (outcome: "pass" | "fail") => answer.current?.(outcome),
  }
}
