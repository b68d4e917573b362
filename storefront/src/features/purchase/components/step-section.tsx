import type { ReactNode } from "react"

import { PURCHASE_STEPS, type PurchaseStep } from "../form"

/** One step of the purchase form, with its number. */
export const StepSection = ({
  step,
  title,
  lead,
  children,
}: {
  step: PurchaseStep
  title: string
  lead: ReactNode
  children: ReactNode
}) => (
  <section
    id={`step-${step}`}
    aria-labelledby={`step-${step}-title`}
    className="grid scroll-mt-24 gap-6 border-t border-line pt-10"
  >
    <div className="grid gap-2">
      <p className="figures text-sm text-ink-soft">
        Step {PURCHASE_STEPS.indexOf(step) + 1} of {PURCHASE_STEPS.length}
      </p>
      <h2 id={`step-${step}-title`} className="text-2xl">
        {title}
      </h2>
      <div className="text-ink-soft">{lead}</div>
    </div>
    {children}
  </section>
)
