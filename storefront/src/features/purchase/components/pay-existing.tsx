"use client"

import { useRouter } from "next/navigation"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { useForm } from "react-hook-form"

import { recordEvent } from "@/features/analytics/record"

import { cardErrors, gatewayCard } from "../card"
import { emptyValues, type PurchaseValues } from "../form"
import type { Begun } from "../pay"
import { problemOf, type Problem } from "../problem"
import { cardResolver } from "../resolver"
import { shownError } from "../shown-errors"
import { useFields } from "../use-fields"
import { usePayment } from "../use-payment"
import { BankDialog } from "./bank-dialog"
import { CardFields } from "./card-fields"
import { PayButton } from "./pay-button"
import { PaymentProblem } from "./payment-problem"
import { TestCards } from "./test-cards"

/** Only the payment of a purchase that has begun: for another try later, or from another device. */
export const PayExisting = ({
  purchase,
  locale,
  backendUrl,
}: {
  purchase: Begun
  locale: string
  backendUrl: string
}) => {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const problemBox = useRef<HTMLDivElement>(null)
  const form = useForm<PurchaseValues>({
    mode: "onTouched",
    defaultValues: emptyValues([]),
    resolver: cardResolver,
  })
  const bind = useFields(form)
  const { phase, payExisting, answerBank } = usePayment(backendUrl)
  const missing = Object.keys(cardErrors(form.watch("card"), new Date())).length
  const { errors } = form.formState

  useEffect(() => problemBox.current?.focus(), [problem])

  const pay = async (values: PurchaseValues) => {
    setProblem(null)
    const outcome = await payExisting(purchase, gatewayCard(values.card))
    if (!outcome) return
    if (outcome.kind === "paid" || outcome.kind === "processing") {
      if (outcome.kind === "paid") recordEvent("purchase_completed")
      router.push(`/purchase/${purchase.id}/confirmation`)
      return
    }
    setProblem(problemOf(outcome, locale))
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    void form.handleSubmit(pay)()
  }

  return (
    <form method="post" noValidate onSubmit={submit} aria-label="Payment" className="grid gap-6">
      {problem ? <PaymentProblem ref={problemBox} title={problem.title} advice={problem.advice} /> : null}
      <TestCards />
      <fieldset disabled={phase !== "idle"} className="contents">
        <CardFields bind={bind} errorOf={(path) => shownError(errors, path)} />
        <PayButton
          missing={missing}
          phase={phase}
          amount={purchase.amount}
          currencyCode={purchase.currency_code}
          locale={locale}
          onShowMissing={() => submit()}
        />
      </fieldset>
      <BankDialog
        open={phase === "bank"}
        amount={purchase.amount}
        currencyCode={purchase.currency_code}
        locale={locale}
        onAnswer={answerBank}
      />
    </form>
  )
}
