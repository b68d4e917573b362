"use client"

import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react"
import type { FieldPath, UseFormReturn } from "react-hook-form"

import { Stepper } from "@/lib/ui"

import { askedQuestions, inPageOrder, PURCHASE_STEPS, purchaseErrors, type PurchaseValues, stepOfField } from "../form"
import { type PurchaseOffer, totalOf } from "../offer"
import type { PayPhase } from "../pay"
import { shownError, shownErrors } from "../shown-errors"
import { useFields } from "../use-fields"
import type { Means } from "../use-means"
import { ErrorSummary } from "./error-summary"
import { PayButton } from "./pay-button"
import { PaymentStep } from "./payment-step"
import { WorkStep } from "./work-step"
import { YouStep } from "./you-step"

const STEP_NAMES = { you: "Your details", work: "About the work", payment: "Payment" } as const

/**
 * The three steps on one page. What is wrong, how far one is and whether the pay button is open all come from
 * `purchaseErrors` over the current values.
 */
export const PurchaseForm = ({
  form,
  offer,
  quantity,
  onQuantity,
  total = totalOf(offer, quantity),
  phase,
  means,
  problem,
  refusals = 0,
  onPay,
}: {
  form: UseFormReturn<PurchaseValues>
  offer: PurchaseOffer
  quantity: number
  onQuantity: (quantity: number) => void
  /** In major units; the shop's own figure once it is known. */
  total?: number
  phase: PayPhase
  means: Means
  problem: ReactNode
  /** Goes up each time the shop named wrong fields: the summary takes the focus then. */
  refusals?: number
  onPay: (values: PurchaseValues) => void
}) => {
  const { questions } = offer
  const values = form.watch()
  const missing = purchaseErrors(values, questions, new Date(), total > 0 && means.asksForCard)
  /** What the gateway's own form lacks, which only that form can show. */
  const lacking = total > 0 ? means.missing : 0
  const paths = inPageOrder(missing, questions).map(([path]) => path)
  const current = PURCHASE_STEPS.find((step) => paths.some((path) => stepOfField(path) === step)) ?? "payment"

  const bind = useFields(form)
  const { errors } = form.formState
  const errorOf = (path: FieldPath<PurchaseValues>) => shownError(errors, path)

  const [checks, setChecks] = useState(0)
  const summary = useRef<HTMLDivElement>(null)
  const summoned = checks + refusals
  const answered = useRef(0)
  useEffect(() => {
    // The form tells of its errors a moment after it refused, so the summary may not be there at once.
    if (summoned === answered.current || !summary.current) return
    answered.current = summoned
    summary.current.focus()
  })

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    void form.handleSubmit(onPay, () => setChecks((count) => count + 1))()
  }
  // Enter in a field does nothing while the button is closed; here it says what is missing instead.
  const onEnter = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLInputElement && !["checkbox", "radio"].includes(event.target.type)
    if (event.key !== "Enter" || !inField || paths.length + lacking === 0) return
    event.preventDefault()
    submit()
  }

  const listed = shownErrors(errors, questions)
  const goTo = (path: string) => {
    const field = document.getElementById(path) ?? document.getElementsByName(path)[0]
    field?.focus()
    field?.scrollIntoView({ block: "center" })
  }

  return (
    <form method="post" noValidate onSubmit={submit} onKeyDown={onEnter} aria-label="Purchase" className="grid gap-10">
      <Stepper
        label="Progress"
        current={current}
        steps={PURCHASE_STEPS.map((step) => ({ id: step, label: STEP_NAMES[step], href: `#step-${step}` }))}
      />
      {summoned > 0 && listed.length > 0 ? <ErrorSummary ref={summary} errors={listed} onGo={goTo} /> : null}
      <fieldset disabled={phase !== "idle"} className="contents">
        <YouStep bind={bind} errorOf={errorOf} />
        <WorkStep
          bind={bind}
          errorOf={errorOf}
          asked={askedQuestions(questions, values.intake)}
          quantity={quantity}
          maxQuantity={offer.maxQuantity}
          onQuantity={onQuantity}
        />
        <PaymentStep
          bind={bind}
          errorOf={errorOf}
          means={means}
          amount={total}
          currencyCode={offer.currencyCode}
          locale={offer.locale}
          problem={problem}
        >
          <PayButton
            missing={paths.length + lacking}
            phase={phase}
            amount={total}
            currencyCode={offer.currencyCode}
            locale={offer.locale}
            placesOrder={means.method?.kind === "instructions"}
            onShowMissing={() => {
              if (lacking > 0) means.showMissing()
              submit()
            }}
          />
        </PaymentStep>
      </fieldset>
    </form>
  )
}
