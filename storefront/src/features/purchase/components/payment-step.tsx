import type { ReactNode } from "react"

import { Checkbox } from "@/lib/ui"

import type { Means } from "../use-means"
import { PaymentMeans } from "./payment-means"
import type { StepProps } from "./step-props"
import { StepSection } from "./step-section"

/** What is paid with, the agreement and the button. */
export const PaymentStep = ({
  bind,
  errorOf,
  means,
  amount,
  currencyCode,
  locale,
  problem,
  children,
}: StepProps & {
  means: Means
  amount: number
  currencyCode: string
  locale: string
  /** Why the last attempt did not go through. */
  problem: ReactNode
  /** The pay button. */
  children: ReactNode
}) => (
  <StepSection
    step="payment"
    title="Payment"
    lead={
      amount === 0
        ? "There's nothing to pay."
        : means.method?.kind === "instructions"
          ? undefined
          : "Your card details go straight to the payment provider. We never see or store them."
    }
  >
    {problem}
    {amount > 0 ? <PaymentMeans {...{ bind, errorOf, means, amount, currencyCode, locale }} /> : null}
    <Checkbox
      {...bind("consent")}
      id="consent"
      label="I agree that Atrium may use these details to do the work, and that work starts once I've paid."
      error={errorOf("consent")}
      required
    />
    {children}
  </StepSection>
)
