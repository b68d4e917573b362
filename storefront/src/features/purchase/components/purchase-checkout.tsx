"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef, useState } from "react"
import { useForm } from "react-hook-form"

import type { SentFile } from "@/features/files/file-facts"
import { recordEvent } from "@/features/analytics/record"

import { rememberBought } from "../bought"
import { type CurrentPurchase, startOrSwitch } from "../start-or-switch"
import { declineMessage } from "../declines"
import { submissionFor } from "../draft"
import { initialValues, toDraftFields, withFiles } from "../draft-fields"
import type { PurchaseValues } from "../form"
import { type PurchaseOffer, totalOf } from "../offer"
import type { StartResult } from "../pay"
import { gatewayDownProblem, isGatewayDown, leavePage, leavesPage, problemOf, type Problem } from "../problem"
import { purchaseResolver } from "../resolver"
import { rememberEmail } from "../remembered-email"
import { toSubmission, rejectedFields } from "../submission"
import { type Autosaved, useAutosave } from "../use-autosave"
import { useDraft } from "../use-draft"
import { stableJson } from "../stable-json"
import { usePaymentSelection } from "../use-payment-selection"
import { usePayment } from "../use-payment"
import { useRules } from "../use-rules"
import { startPurchase, changeGateway } from "../actions"
import { BankDialog } from "./bank-dialog"
import { ContinueLater } from "./continue-later"
import { PayLater } from "./pay-later"
import { PaymentProblem } from "./payment-problem"
import { PurchaseForm } from "./purchase-form"
import { PurchaseSummary } from "./purchase-summary"

/** The interactive part of the purchase page: form, summary, payment, and what follows each payment outcome. */
export const PurchaseCheckout = ({
  offer,
  shopName,
  backendUrl,
  customer,
  saved,
  files = [],
}: {
  offer: PurchaseOffer
  shopName: string
  backendUrl: string
  /** The signed-in customer's details, to prefill the form. */
  customer?: PurchaseValues["customer"] | undefined
  /** What was typed before, here or on another device. */
  saved: Omit<Autosaved, "quantity">
  /** The files that were sent before, here or on another device. */
  files?: readonly (SentFile & { question_id: string })[]
}) => {
  const router = useRouter()
  const [quantity, setQuantity] = useState(offer.quantity)
  /** The backend's total, when it differs from the page's and was shown to the shopper. */
  const [acceptedTotal, setAcceptedTotal] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [rejections, setRejections] = useState(0)
  const problemBox = useRef<HTMLDivElement>(null)
  const total = acceptedTotal ?? totalOf(offer, quantity)
  const selection = usePaymentSelection(offer.methods)
  const current = useRef<CurrentPurchase | null>(null)
  const form = useForm<PurchaseValues>({
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: initialValues(offer.questions, customer, withFiles(saved.fields, offer.questions, files)),
    resolver: purchaseResolver(offer.questions, total > 0 && selection.needsCard),
  })
  const { submission, discard } = useDraft(form, offer, quantity, setQuantity)
  const [remind, setRemind] = useState(saved.remind)
  const typed = toDraftFields(form.watch())
  const { isSaved, stop } = useAutosave(
    offer,
    { ...saved, quantity: offer.quantity },
    { fields: typed, quantity, remind }
  )
  const { phase, payNew, answerBank } = usePayment(backendUrl)
  const [rules, loadRules] = useRules()

  useEffect(() => recordEvent("checkout_started", { serviceId: offer.service.id }), [offer.service.id])
  useEffect(() => problemBox.current?.focus(), [problem])

  const changeQuantity = (next: number) => {
    setAcceptedTotal(null)
    setQuantity(next)
  }

  const start = async (details: ReturnType<typeof toSubmission>): Promise<StartResult> => {
    const providerId = total > 0 ? selection.selected?.providerId : undefined
    const next = { fingerprint: stableJson(details), providerId }
    const started = await startOrSwitch(current.current, next, {
      start: (providerId) => {
        const body = { ...details, ...(providerId ? { payment_provider_id: providerId } : {}) }
        submission.current = submissionFor(submission.current, body)
        return startPurchase({ ...body, key: submission.current.key })
      },
      changeProvider: (purchaseId, payment_provider_id) => {
        // The key still belongs to the first provider, so after a reload a new purchase must be started.
        submission.current = null
        return changeGateway({ purchaseId, payment_provider_id })
      },
    })
    current.current = started.current
    return started.result
  }

  const onPay = async (values: PurchaseValues) => {
    setProblem(null)
    const input = total > 0 ? await selection.paymentInput(values.card) : null
    // The method's form is incomplete and shows its own errors.
    if (total > 0 && !input) return
    const details = toSubmission(values, offer, quantity)
    const outcome = await payNew({ amount: total, currency_code: offer.currencyCode }, input, () => start(details))
    if (!outcome) return
    if (leavesPage(outcome)) {
      discard()
      stop({ forget: outcome.kind === "paid" || outcome.kind === "processing" })
      rememberEmail(outcome.purchaseId, values.customer.email)
      if (outcome.kind === "paid" || outcome.kind === "processing")
        rememberBought(sessionStorage, offer.service.handle, offer.tier.id, outcome.purchaseId)
      leavePage(outcome, router)
      return
    }
    if (outcome.kind === "new_total") setAcceptedTotal(outcome.purchase.amount)
    if (isGatewayDown(outcome)) return setProblem(gatewayDownProblem(selection.avoid()))
    if (outcome.kind === "rejected") {
      const { fields, needsNewPurchase } = rejectedFields(outcome.failure)
      // The idempotency key can't be used again, so the next attempt starts a new purchase.
      if (needsNewPurchase) {
        submission.current = null
        current.current = null
      }
      for (const { path, message } of fields) form.setError(path, { type: "server", message })
      if (fields.length > 0) setRejections((count) => count + 1)
      if (fields.length > 0) return
    }
    setProblem(problemOf(outcome, offer.locale))
  }

  return (
    <div className="grid gap-10 lg:grid-cols-[minmax(0,35rem)_minmax(0,1fr)] lg:items-start lg:gap-20">
      <div className="contents lg:order-2 lg:block lg:h-full">
        <PurchaseSummary offer={offer} quantity={quantity} total={total} />
      </div>
      <div className="lg:order-1">
        <PurchaseForm
          form={form}
          offer={offer}
          shopName={shopName}
          quantity={quantity}
          onQuantity={changeQuantity}
          total={total}
          files={files}
          phase={phase}
          selection={selection}
          rejections={rejections}
          rules={rules}
          onFocus={loadRules}
          onPay={onPay}
          onUnchecked={() => setProblem(declineMessage("network_failed"))}
          continueLater={
            <ContinueLater
              request={() => ({
                plan: { service: offer.service.handle, tier_id: offer.tier.id, quantity },
                values: typed,
                remind,
              })}
              isSaved={isSaved}
              onRemind={setRemind}
            />
          }
          problem={
            problem ? (
              <PaymentProblem ref={problemBox} title={problem.title} advice={problem.advice}>
                {problem.purchaseId ? <PayLater purchaseId={problem.purchaseId} /> : null}
              </PaymentProblem>
            ) : null
          }
        />
      </div>
      <BankDialog
        open={phase === "bank"}
        amount={total}
        currencyCode={offer.currencyCode}
        locale={offer.locale}
        onAnswer={answerBank}
      />
    </div>
  )
}
