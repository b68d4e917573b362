"use client"

import { useCallback, useRef, useState } from "react"

import { completePurchase } from "./actions"
import { type ConfirmableInput, gatewayActions, type PaymentInput } from "./payment-input"
import { leavesPage } from "./problem"
import {
  type StartResult,
  type StartedPurchase,
  pay,
  payStarted,
  type PayDependencies,
  type PayOutcome,
  type PayPhase,
  type Total,
} from "./pay"

const confirmable = (input: PaymentInput | null) =>
  input?.kind === "instructions" || input?.kind === "redirect" ? input.kind : input

/**
 * Runs one payment attempt at a time: a second click during an attempt is ignored. Authentication is a promise that the
 * bank dialog resolves.
 */
export const usePayment = (backendUrl: string) => {
  const [phase, setPhase] = useState<PayPhase>("idle")
  const running = useRef(false)
  const resolveBank = useRef<(outcome: "pass" | "fail") => void>(undefined)

  const run = useCallback(
    async (
      start: () => Promise<StartResult>,
      makePayment: (dependencies: PayDependencies<ConfirmableInput>) => Promise<PayOutcome>
    ): Promise<PayOutcome | null> => {
      if (running.current) return null
      running.current = true
      try {
        const outcome = await makePayment({
          ...gatewayActions(backendUrl),
          start,
          complete: completePurchase,
          askBank: () => new Promise((resolve) => (resolveBank.current = resolve)),
          onPhase: setPhase,
        })
        // The button stays disabled until the next page has loaded.
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
    /** Starts the purchase and pays it. Resolves to null when another attempt is running. */
    payNew: (seen: Total, input: PaymentInput | null, start: () => Promise<StartResult>) =>
      run(start, (dependencies) => pay(seen, confirmable(input), dependencies)),
    /** Pays an existing purchase. Resolves to null when another attempt is running. */
    payExisting: (seen: Total, purchase: StartedPurchase, input: PaymentInput) =>
      run(
        () => Promise.reject(new Error("This purchase was already started")),
        (dependencies) => payStarted(seen, purchase, confirmable(input), dependencies)
      ),
    answerBank: (outcome: "pass" | "fail") => resolveBank.current?.(outcome),
  }
}
