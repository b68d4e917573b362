import type { ReactNode } from "react"

import { Checkbox } from "@/lib/ui"

import { CardFields } from "./card-fields"
import type { StepProps } from "./step-props"
import { StepSection } from "./step-section"
import { TestCards } from "./test-cards"

/** The card, the agreement and the button. */
export const PaymentStep = ({
  bind,
  errorOf,
  asksForCard,
  sandbox,
  problem,
  children,
}: StepProps & {
  asksForCard: boolean
  sandbox: boolean
  /** Why the last attempt did not go through. */
  problem: ReactNode
  /** The pay button. */
  children: ReactNode
}) => (
  <StepSection
    step="payment"
    title="Payment"
    lead={
      asksForCard
        ? "Your card goes straight to the payment company. We never see it and never keep it."
        : "There is nothing to pay for this."
    }
  >
    {problem}
    {asksForCard && sandbox ? <TestCards /> : null}
    {asksForCard ? <CardFields bind={bind} errorOf={errorOf} /> : null}
    <Checkbox
      {...bind("consent")}
      id="consent"
      label="I agree that Atrium uses these details to do this work, and that the work begins once it is paid."
      error={errorOf("consent")}
      required
    />
    {children}
  </StepSection>
)
