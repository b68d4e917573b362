"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef, useState } from "react"
import { useForm } from "react-hook-form"

import { recordEvent } from "@/features/analytics/record"

import { type BegunHere, beginOrSwitch } from "../begin-or-switch"
import { clearDrafts, submissionFor } from "../draft"
import { emptyValues, type PurchaseValues } from "../form"
import { type PurchaseOffer, totalOf } from "../offer"
import type { BeginAnswer } from "../pay"
import { leavesPage, pageAfter, problemOf, type Problem } from "../problem"
import { purchaseResolver } from "../resolver"
import { rememberMailbox } from "../remembered-mailbox"
import { factsToSend, refusedFields } from "../submission"
import { useDraft } from "../use-draft"
import { stableJson } from "../stable-json"
import { useMeans } from "../use-means"
import { usePayment } from "../use-payment"
import { beginPurchase, changeGateway } from "../actions"
import { BankDialog } from "./bank-dialog"
import { PayLater } from "./pay-later"
import { PaymentProblem } from "./payment-problem"
import { PurchaseForm } from "./purchase-form"
import { PurchaseSummary } from "./purchase-summary"

/** The purchase page's moving part: form, summary, payment, and what happens after each outcome. */
export const PurchaseCheckout = ({
  offer,
  backendUrl,
  known,
}: {
  offer: PurchaseOffer
  backendUrl: string
  /** The signed-in customer's details, so that they need not type them. */
  known?: PurchaseValues["customer"] | undefined
}) => {
  const router = useRouter()
  const [quantity, setQuantity] = useState(offer.quantity)
  /** The shop's total, when it differs from the page's and the shopper was told. */
  const [acceptedTotal, setAcceptedTotal] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [refusals, setRefusals] = useState(0)
  const problemBox = useRef<HTMLDivElement>(null)
  const total = acceptedTotal ?? totalOf(offer, quantity)
  const means = useMeans(offer.methods)
  const begun = useRef<BegunHere | null>(null)
  const form = useForm<PurchaseValues>({
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: { ...emptyValues(offer.questions), ...(known ? { customer: known } : {}) },
    resolver: purchaseResolver(offer.questions, total > 0 && means.asksForCard),
  })
  const submission = useDraft(form, offer, quantity, setQuantity)
  const { phase, payNew, answerBank } = usePayment(backendUrl)

  useEffect(() => recordEvent("checkout_started", { serviceId: offer.service.id }), [offer.service.id])
  useEffect(() => problemBox.current?.focus(), [problem])

  const changeQuantity = (next: number) => {
    setAcceptedTotal(null)
    setQuantity(next)
  }

  const begin = async (facts: ReturnType<typeof factsToSend>): Promise<BeginAnswer> => {
    const wish = { print: stableJson(facts), providerId: total > 0 ? means.chosen?.providerId : undefined }
    const { answer, begun: now } = await beginOrSwitch(begun.current, wish, {
      begin: (providerId) => {
        const body = { ...facts, ...(providerId ? { payment_provider_id: providerId } : {}) }
        submission.current = submissionFor(submission.current, body)
        return beginPurchase({ ...body, key: submission.current.key })
      },
      change: (purchaseId, payment_provider_id) => {
        // That key goes on answering with the gateway it began with: after a reload a purchase of its own begins.
        submission.current = null
        return changeGateway({ purchaseId, payment_provider_id })
      },
    })
    begun.current = now
    return answer
  }

  const onPay = async (values: PurchaseValues) => {
    setProblem(null)
    const paidWith = total > 0 ? await means.meansOf(values.card) : null
    // A method's own form shows beside its fields what it lacks.
    if (total > 0 && !paidWith) return
    const facts = factsToSend(values, offer, quantity)
    const outcome = await payNew({ amount: total, currency_code: offer.currencyCode }, paidWith, () => begin(facts))
    if (!outcome) return
    if (leavesPage(outcome)) {
      if (outcome.kind === "paid") recordEvent("purchase_completed", { serviceId: offer.service.id })
      rememberMailbox(outcome.purchaseId, values.customer.email)
      clearDrafts(sessionStorage)
      router.push(pageAfter(outcome))
      return
    }
    if (outcome.kind === "new_total") setAcceptedTotal(outcome.purchase.amount)
    if (outcome.kind === "refused") {
      const { fields, startsAnew } = refusedFields(outcome.refusal)
      // That key answers for something else by now: the next press begins a purchase of its own.
      if (startsAnew) {
        submission.current = null
        begun.current = null
      }
      for (const { path, message } of fields) form.setError(path, { type: "server", message })
      if (fields.length > 0) setRefusals((count) => count + 1)
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
          quantity={quantity}
          onQuantity={changeQuantity}
          total={total}
          phase={phase}
          means={means}
          refusals={refusals}
          onPay={(values) => void onPay(values)}
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
