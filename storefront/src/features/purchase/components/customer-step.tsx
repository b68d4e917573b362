import type { ReactNode } from "react"

import { Input } from "@/lib/ui"

import { CUSTOMER_FIELDS } from "../fields"
import type { StepProps } from "./step-props"
import { StepSection } from "./step-section"

/** The step with the customer's contact details. */
export const CustomerStep = ({ bind, errorOf, children }: StepProps & { children?: ReactNode }) => (
  <StepSection step="customer" title="Your details" lead="Who is this for, and how can we reach you?">
    <div className="grid gap-6">
      <Input
        {...CUSTOMER_FIELDS.full_name}
        {...bind("customer.full_name")}
        id="customer.full_name"
        label="Full name"
        error={errorOf("customer.full_name")}
        required
      />
      <Input
        {...CUSTOMER_FIELDS.email}
        {...bind("customer.email")}
        id="customer.email"
        label="Email"
        hint="We'll send your confirmation and reference number here."
        error={errorOf("customer.email")}
        required
      />
      <Input
        {...CUSTOMER_FIELDS.phone}
        {...bind("customer.phone")}
        id="customer.phone"
        label="Phone"
        hint="Include the country code, for example +91 98765 43210."
        error={errorOf("customer.phone")}
        required
      />
      {children}
    </div>
  </StepSection>
)
