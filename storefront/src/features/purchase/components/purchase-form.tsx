"use client"

import { type ReactNode, useEffect, useState } from "react"
import type { FieldPath, UseFormReturn } from "react-hook-form"

import type { SentFile } from "@/features/files/file-facts"
import { DefaultSubmit, Stepper } from "@/lib/ui"

import { draftKey } from "../draft"
import { askedQuestions, inPageOrder, PURCHASE_STEPS, type PurchaseValues, stepOfField } from "../form"
import { type PurchaseOffer, totalOf } from "../offer"
import type { PayPhase } from "../pay"
import { shownError, shownErrors } from "../shown-errors"
import { useFields } from "../use-fields"
import { focusField, useSubmit } from "../use-submit"
import type { Rules } from "../use-rules"
import type { PaymentSelection } from "../use-payment-selection"
import { ErrorSummary } from "./error-summary"
import { PayButton, useIsEarly } from "./pay-button"
import { PaymentStep } from "./payment-step"
import { WorkStep } from "./work-step"
import { CustomerStep } from "./customer-step"

const STEP_NAMES = { customer: "Your details", work: "About the work", payment: "Payment" } as const

/** Where the page sends a file as soon as it is chosen. */
const uploadUrl = ({ service, tier }: PurchaseOffer, quantity: number): string =>
  `/purchase/files?${new URLSearchParams({ service: service.handle, tier: tier.id, quantity: String(quantity) }).toString()}`

/**
 * The purchase form with its three steps on one page. The error summary, the progress and the state of the pay button
 * are all derived from the form's rules.
 */
export const PurchaseForm = ({
  form,
  offer,
  shopName,
  quantity,
  onQuantity,
  total = totalOf(offer, quantity),
  phase,
  selection,
  problem,
  rejections = 0,
  rules,
  onFocus,
  onPay,
  onUnchecked,
  continueLater,
  files = [],
}: {
  form: UseFormReturn<PurchaseValues>
  offer: PurchaseOffer
  shopName: string
  quantity: number
  onQuantity: (quantity: number) => void
  /** In major units. The backend's total once it is known. */
  total?: number
  phase: PayPhase
  selection: PaymentSelection
  problem: ReactNode
  /** Number of times the backend rejected fields. Each time, the first of them is focused. */
  rejections?: number
  /** Null until they are loaded, which `onFocus` starts. */
  rules: Rules | null
  onFocus?: () => void
  onPay: (values: PurchaseValues) => Promise<void>
  /** Called if the form couldn't be checked or sent. */
  onUnchecked: () => void
  /** How the form can be continued later or on another device. */
  continueLater?: ReactNode
  /** The files that were sent before, here or on another device. */
  files?: readonly (SentFile & { question_id: string })[]
}) => {
  const { questions } = offer
  const values = form.watch()
  const missing = rules?.purchaseErrors(values, questions, new Date(), total > 0 && selection.needsCard) ?? null
  const isEarly = useIsEarly(missing)
  /** Missing input in the gateway's form, which only that form can show. */
  const missingInForm = total > 0 ? selection.missing : 0
  const paths = inPageOrder(missing ?? {}, questions).map(([path]) => path)
  // Without the rules it isn't known which steps are complete.
  const current = missing ? PURCHASE_STEPS.find((step) => paths.some((path) => stepOfField(path) === step)) : "customer"

  const bind = useFields(form, onFocus)
  const { errors } = form.formState
  const filesOf = (id: string) => ({
    uploadUrl: uploadUrl(offer, quantity),
    sent: files.filter(({ question_id: question }) => question === id),
    onFiles: (ids: string[]) =>
      form.setValue(`intake.${id}`, ids, { shouldDirty: true, shouldTouch: true, shouldValidate: true }),
  })
  const errorOf = (path: FieldPath<PurchaseValues>) => shownError(errors, path)
  const listedErrors = shownErrors(errors, questions)

  const [invalidSubmissions, setInvalidSubmissions] = useState(0)
  const submitForm = useSubmit(form, questions, {
    onValid: onPay,
    onInvalid: () => setInvalidSubmissions((count) => count + 1),
    onUnchecked,
  })
  const submit: typeof submitForm = (event) => {
    if (missingInForm > 0) selection.showMissing()
    submitForm(event)
  }
  const rejectedField = rejections > 0 ? listedErrors[0]?.path : undefined
  useEffect(() => {
    if (rejectedField) focusField(rejectedField)
    // Once per rejection, and not when the shopper then corrects the field.
  }, [rejections])

  return (
    <form
      method="post"
      noValidate
      onSubmit={submit}
      onFocus={onFocus}
      aria-label="Purchase"
      data-draft={draftKey(offer.service.handle, offer.tier.id)}
      className="grid gap-10"
    >
      <DefaultSubmit disabled={isEarly || phase !== "idle"} />
      <Stepper
        label="Progress"
        current={current ?? "payment"}
        steps={PURCHASE_STEPS.map((step) => ({ id: step, label: STEP_NAMES[step], href: `#step-${step}` }))}
      />
      {invalidSubmissions + rejections > 0 && listedErrors.length > 0 ? (
        <ErrorSummary errors={listedErrors} onGo={focusField} />
      ) : null}
      <fieldset disabled={phase !== "idle"} className="contents">
        <CustomerStep bind={bind} errorOf={errorOf}>
          {continueLater}
        </CustomerStep>
        <WorkStep
          bind={bind}
          errorOf={errorOf}
          questions={askedQuestions(questions, values.intake)}
          filesOf={filesOf}
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
          shopName={shopName}
          problem={problem}
        >
          <PayButton
            missing={missing && paths.length + missingInForm}
            phase={phase}
            amount={total}
            currencyCode={offer.currencyCode}
            locale={offer.locale}
            placesOrder={selection.method?.kind === "instructions"}
            onShowMissing={submit}
          />
        </PaymentStep>
      </fieldset>
    </form>
  )
}
