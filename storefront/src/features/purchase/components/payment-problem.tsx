import type { ReactNode, Ref } from "react"

import { AlertIcon } from "@/lib/ui"

/** Explains why a payment failed and what to do next. Focusable, so that screen readers announce it. */
export const PaymentProblem = ({
  title,
  advice,
  children,
  ref,
}: {
  title: string
  advice: string
  children?: ReactNode
  ref?: Ref<HTMLDivElement>
}) => (
  <div
    ref={ref}
    tabIndex={-1}
    role="alert"
    className="flex scroll-mt-24 gap-4 rounded-md border border-red bg-red-soft p-5 outline-none focus-visible:outline-2"
  >
    <AlertIcon className="mt-0.5 size-5 shrink-0" />
    <div className="grid gap-2">
      <p className="font-medium">{title}</p>
      <p className="text-ink-soft">{advice}</p>
      {children}
    </div>
  </div>
)
