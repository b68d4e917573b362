"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef, useState } from "react"
import { useForm } from "react-hook-form"

import type { Failure } from "@/lib/medusa"

import { changeGateway } from "../actions"
import { declineMessage } from "../declines"
import { emptyValues, type PurchaseValues } from "../form"
import type { StartedPurchase, Total } from "../pay"
import type { OfferedMethod } from "../payment-method"
import {
  failureProblem,
  GATEWAY_DOWN,
  gatewayDownProblem,
  leavePage,
  leavesPage,
  problemOf,
  type Problem,
} from "../problem"
import { cardResolver } from "../resolver"
import { shownError } from "../shown-errors"
import { useFields } from "../use-fields"
import { usePaymentSelection } from "../use-payment-selection"
import { usePayment } from "../use-payment"
import { useRules } from "../use-rules"
import { useSubmit } from "../use-submit"
import { BankDialog } from "./bank-dialog"
import { PayButton } from "./pay-button"
import { PaymentMethodFields } from "./payment-method-fields"
import { PaymentProblem } from "./payment-problem"

/** Payment form for an existing purchase, for example to retry later or on another device. */
export const PayExisting = ({
  purchase,
  methods,
  providerId,
  failure,
  locale,
  backendUrl,
}: {
  purchase: StartedPurchase
  methods: readonly OfferedMethod[]
  /** The payment provider the purchase was started with. */
  providerId: string | null
  /** Error code of the last attempt, if the bank redirected the shopper back. */
  failure: string | null
  locale: string
  backendUrl: string
}) => {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(failure ? declineMessage(failure) : null)
  const problemBox = useRef<HTMLDivElement>(null)
  const selection = usePaymentSelection(methods, providerId)
  /** The purchase and its payment provider, which the shopper may have changed since. */
  const current = useRef({ purchase, providerId })
  /** The total the shopper has seen. A different total is only charged after another click. */
  const [seen, setSeen] = useState<Total>(purchase)
  const form = useForm<PurchaseValues>({
    mode: "onTouched",
    shouldFocusError: false,
    defaultValues: emptyValues([]),
    resolver: (values, context, options) =>
      selection.needsCard ? cardResolver(values, context, options) : { values, errors: {} },
  })
  const [rules, loadRules] = useRules()
  const bind = useFields(form, loadRules)
  const { phase, payExisting, answerBank } = usePayment(backendUrl)
  const card = form.watch("card")
  const cardErrors = rules?.cardErrors(card, new Date())
  const missing = selection.needsCard ? (cardErrors ? Object.keys(cardErrors).length : null) : selection.missing
  const { errors } = form.formState

  useEffect(() => problemBox.current?.focus(), [problem])

  /** Switches the purchase to the selected payment provider, if necessary. Returns the failure, or null. */
  const switchProvider = async (selected: string | undefined): Promise<Failure | null> => {
    const { providerId: currentProviderId, purchase: latest } = current.current
    if (!selected || (selected === currentProviderId && (latest.intent || latest.paymentPage || latest.amount === 0)))
      return null
    const result = await changeGateway({ purchaseId: purchase.id, payment_provider_id: selected })
    if (!result.ok) return result.failure
    current.current = { purchase: result.purchase, providerId: selected }
    return null
  }

  const pay = async (values: PurchaseValues) => {
    setProblem(null)
    const input = await selection.paymentInput(values.card)
    if (!input) return
    const switchFailure = await switchProvider(selection.selected?.providerId)
    if (switchFailure?.code === GATEWAY_DOWN) return setProblem(gatewayDownProblem(selection.avoid()))
    if (switchFailure) return setProblem(failureProblem(switchFailure))
    const outcome = await payExisting(seen, current.current.purchase, input)
    if (!outcome) return
    if (leavesPage(outcome)) {
      leavePage(outcome, router)
      return
    }
    setProblem(problemOf(outcome, locale))
    if (outcome.kind === "new_total") return setSeen(outcome.purchase)
    // The page may still show the previous method's instructions: reload it with the reason.
    if (current.current.providerId !== providerId) router.replace(`/purchase/${purchase.id}?returned=1`)
  }
  const submit = useSubmit(form, [], { onValid: pay, onUnchecked: () => setProblem(declineMessage("network_failed")) })

  return (
    <form method="post" noValidate onSubmit={submit} onFocus={loadRules} aria-label="Payment" className="grid gap-6">
      {problem ? <PaymentProblem ref={problemBox} title={problem.title} advice={problem.advice} /> : null}
      <fieldset disabled={phase !== "idle"} className="contents">
        <PaymentMethodFields
          bind={bind}
          errorOf={(path) => shownError(errors, path)}
          selection={selection}
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
          placesOrder={selection.method?.kind === "instructions"}
          onShowMissing={submit}
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
