import type { ReactNode } from "react"

import { Checkbox } from "@/lib/ui"

import type { PaymentSelection } from "../use-payment-selection"
import { PaymentMethodFields } from "./payment-method-fields"
import type { StepProps } from "./step-props"
import { StepSection } from "./step-section"

/** The payment step: payment method, consent and the pay button. */
export const PaymentStep = ({
  bind,
  errorOf,
  selection,
  amount,
  currencyCode,
  locale,
  shopName,
  problem,
  children,
}: StepProps & {
  selection: PaymentSelection
  amount: number
  currencyCode: string
  locale: string
  shopName: string
  /** Message about the last failed attempt. */
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
        : selection.method?.kind === "instructions" || selection.method?.kind === "redirect"
          ? undefined
          : `Your ${selection.method?.delayed ? "bank" : "card"} details go straight to the payment provider. We never see or store them.`
    }
  >
    {problem}
    {amount > 0 ? (
      <PaymentMethodFields
        bind={bind}
        errorOf={errorOf}
        selection={selection}
        amount={amount}
        currencyCode={currencyCode}
        locale={locale}
      />
    ) : null}
    <Checkbox
      {...bind("consent")}
      id="consent"
      label={`I agree that ${shopName} may use these details to do the work, and that work starts once I've paid.`}
      error={errorOf("consent")}
      required
    />
    {children}
  </StepSection>
)
