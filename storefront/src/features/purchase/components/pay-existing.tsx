"use client"

import { useRouter } from "next/navigation"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { useForm } from "react-hook-form"

import { recordEvent } from "@/features/analytics/record"
import type { Failure } from "@/lib/medusa"

import { changeGateway } from "../actions"
import { cardErrors } from "../card"
import { declineWords } from "../declines"
import { emptyValues, type PurchaseValues } from "../form"
import type { Begun, Total } from "../pay"
import type { OfferedMethod } from "../payment-method"
import { leavesPage, pageAfter, problemOf, type Problem } from "../problem"
import { cardResolver } from "../resolver"
import { shownError } from "../shown-errors"
import { useFields } from "../use-fields"
import { useMeans } from "../use-means"
import { usePayment } from "../use-payment"
import { BankDialog } from "./bank-dialog"
import { PayButton } from "./pay-button"
import { PaymentMeans } from "./payment-means"
import { PaymentProblem } from "./payment-problem"

/** Only the payment of a purchase that has begun: for another try later, or from another device. */
export const PayExisting = ({
  purchase,
  methods,
  providerId,
  failure,
  locale,
  backendUrl,
}: {
  purchase: Begun
  methods: readonly OfferedMethod[]
  /** The gateway the purchase was begun with. */
  providerId: string | null
  /** Why the last attempt failed, where the bank sent the shopper back with it. */
  failure: string | null
  locale: string
  backendUrl: string
}) => {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(failure ? declineWords(failure) : null)
  const problemBox = useRef<HTMLDivElement>(null)
  const means = useMeans(methods, providerId)
  /** Where the purchase stands now: another gateway may have been chosen. */
  const standing = useRef({ purchase, providerId })
  /** The total the shopper has seen: another one is never paid without a second press. */
  const [seen, setSeen] = useState<Total>(purchase)
  const form = useForm<PurchaseValues>({
    mode: "onTouched",
    defaultValues: emptyValues([]),
    resolver: (values, context, options) =>
      means.asksForCard ? cardResolver(values, context, options) : { values, errors: {} },
  })
  const bind = useFields(form)
  const { phase, payExisting, answerBank } = usePayment(backendUrl)
  const card = form.watch("card")
  const missing = means.asksForCard ? Object.keys(cardErrors(card, new Date())).length : means.missing
  const { errors } = form.formState

  useEffect(() => problemBox.current?.focus(), [problem])

  /** Moves the purchase to the chosen gateway, unless its payment there can be made; what the shop says when it refuses. */
  const standAt = async (chosen: string | undefined): Promise<Failure | null> => {
    const { providerId: current, purchase: known } = standing.current
    if (!chosen || (chosen === current && (known.intent || known.amount === 0))) return null
    const answer = await changeGateway({ purchaseId: purchase.id, payment_provider_id: chosen })
    if (!answer.ok) return answer.refusal
    standing.current = { purchase: answer.purchase, providerId: chosen }
    return null
  }

  const pay = async (values: PurchaseValues) => {
    setProblem(null)
    const paidWith = await means.meansOf(values.card)
    if (!paidWith) return
    const moved = await standAt(means.chosen?.providerId)
    if (moved) return setProblem({ title: moved.message, advice: moved.suggestedAction })
    const outcome = await payExisting(seen, standing.current.purchase, paidWith)
    if (!outcome) return
    if (leavesPage(outcome)) {
      if (outcome.kind === "paid") recordEvent("purchase_completed")
      router.push(pageAfter(outcome))
      return
    }
    setProblem(problemOf(outcome, locale))
    if (outcome.kind === "new_total") return setSeen(outcome.purchase)
    // The instructions of the method that was left no longer hold: the page is made again, with the reason.
    if (standing.current.providerId !== providerId) router.replace(`/purchase/${purchase.id}?returned=1`)
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    void form.handleSubmit(pay)()
  }

  return (
    <form method="post" noValidate onSubmit={submit} aria-label="Payment" className="grid gap-6">
      {problem ? <PaymentProblem ref={problemBox} title={problem.title} advice={problem.advice} /> : null}
      <fieldset disabled={phase !== "idle"} className="contents">
        <PaymentMeans
          bind={bind}
          errorOf={(path) => shownError(errors, path)}
          means={means}
          amount={seen.amount}
          currencyCode={seen.currency_code}
          locale={locale}
        />
        <PayButton
          missing={missing}
          phase={phase}
          amount={seen.amount}
          currencyCode={seen.currency_code}
          locale={locale}
          placesOrder={means.method?.kind === "instructions"}
          onShowMissing={() => (means.asksForCard ? submit() : means.showMissing())}
        />
      </fieldset>
      <BankDialog
        open={phase === "bank"}
        amount={seen.amount}
        currencyCode={seen.currency_code}
        locale={locale}
        onAnswer={answerBank}
      />
    </form>
  )
}
