"use client"

import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react"
import type { FieldPath, UseFormReturn } from "react-hook-form"

import { Stepper } from "@/lib/ui"

import { askedQuestions, inPageOrder, PURCHASE_STEPS, purchaseErrors, type PurchaseValues, stepOfField } from "../form"
import { type PurchaseOffer, totalOf } from "../offer"
import type { PayPhase } from "../pay"
import { shownError, shownErrors } from "../shown-errors"
import { useFields } from "../use-fields"
import type { PaymentSelection } from "../use-payment-selection"
import { ErrorSummary } from "./error-summary"
import { PayButton } from "./pay-button"
import { PaymentStep } from "./payment-step"
import { WorkStep } from "./work-step"
import { CustomerStep } from "./customer-step"

const STEP_NAMES = { customer: "Your details", work: "About the work", payment: "Payment" } as const

/**
 * The purchase form with its three steps on one page. The error summary, the progress and the state of the pay button
 * are all derived from `purchaseErrors`.
 */
export const PurchaseForm = ({
  form,
  offer,
  quantity,
  onQuantity,
  total = totalOf(offer, quantity),
  phase,
  selection,
  problem,
  rejections = 0,
  onPay,
}: {
  form: UseFormReturn<PurchaseValues>
  offer: PurchaseOffer
  quantity: number
  onQuantity: (quantity: number) => void
  /** In major units. The backend's total once it is known. */
  total?: number
  phase: PayPhase
  selection: PaymentSelection
  problem: ReactNode
  /** Number of times the backend rejected fields. Each time, the error summary is focused. */
  rejections?: number
  onPay: (values: PurchaseValues) => void
}) => {
  const { questions } = offer
  const values = form.watch()
  const missing = purchaseErrors(values, questions, new Date(), total > 0 && selection.needsCard)
  /** Missing input in the gateway's form, which only that form can show. */
  const missingInForm = total > 0 ? selection.missing : 0
  const paths = inPageOrder(missing, questions).map(([path]) => path)
  const current = PURCHASE_STEPS.find((step) => paths.some((path) => stepOfField(path) === step)) ?? "payment"

  const bind = useFields(form)
  const { errors } = form.formState
  const errorOf = (path: FieldPath<PurchaseValues>) => shownError(errors, path)

  const [invalidSubmissions, setInvalidSubmissions] = useState(0)
  const summary = useRef<HTMLDivElement>(null)
  const failedAttempts = invalidSubmissions + rejections
  const focusedAttempt = useRef(0)
  useEffect(() => {
    // The form's errors arrive after the failed submission, so the summary may not be rendered yet.
    if (failedAttempts === focusedAttempt.current || !summary.current) return
    focusedAttempt.current = failedAttempts
    summary.current.focus()
  })

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    void form.handleSubmit(onPay, () => setInvalidSubmissions((count) => count + 1))()
  }
  // The browser ignores Enter while the submit button is disabled: show what is missing instead.
  const onEnter = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLInputElement && !["checkbox", "radio"].includes(event.target.type)
    if (event.key !== "Enter" || !inField || paths.length + missingInForm === 0) return
    event.preventDefault()
    submit()
  }

  const listedErrors = shownErrors(errors, questions)
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
      {failedAttempts > 0 && listedErrors.length > 0 ? (
        <ErrorSummary ref={summary} errors={listedErrors} onGo={goTo} />
      ) : null}
      <fieldset disabled={phase !== "idle"} className="contents">
        <CustomerStep bind={bind} errorOf={errorOf} />
        <WorkStep
          bind={bind}
          errorOf={errorOf}
          questions={askedQuestions(questions, values.intake)}
          quantity={quantity}
          maxQuantity={offer.maxQuantity}
          onQuantity={onQuantity}
        />
        <PaymentStep
          bind={bind}
          errorOf={errorOf}
          selection={selection}
          amount={total}
          currencyCode={offer.currencyCode}
          locale={offer.locale}
          problem={problem}
        >
          <PayButton
            missing={paths.length + missingInForm}
            phase={phase}
            amount={total}
            currencyCode={offer.currencyCode}
            locale={offer.locale}
            placesOrder={selection.method?.kind === "instructions"}
            onShowMissing={() => {
              if (missingInForm > 0) selection.showMissing()
              submit()
            }}
          />
        </PaymentStep>
      </fieldset>
    </form>
  )
}
