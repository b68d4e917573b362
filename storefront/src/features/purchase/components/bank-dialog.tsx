"use client"

import { formatMoney } from "@atrium/kernel"
import { type SyntheticEvent, useEffect, useId, useRef } from "react"

import { Button } from "@/lib/ui"

/**
 * Simulates the bank's authentication page for the sandbox gateway. Closing the dialog counts as not confirming, so
 * that the payment never stays pending.
 */
export const BankDialog = ({
  open,
  amount,
  currencyCode,
  locale,
  onAnswer,
}: {
  open: boolean
  amount: number
  currencyCode: string
  locale: string
  onAnswer: (outcome: "pass" | "fail") => void
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open) dialog.current?.close()
  }, [open])

  const onCancel = (event: SyntheticEvent) => {
    event.preventDefault()
    onAnswer("fail")
  }
  return (
    <dialog
      ref={dialog}
      onCancel={onCancel}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      className="m-auto w-[min(32rem,calc(100vw-2.5rem))] rounded-md border border-line bg-raised p-8 text-ink shadow-soft backdrop:bg-[oklch(18%_0.012_260/0.6)]"
    >
      {open ? (
        <div className="grid gap-6">
          <div className="grid gap-3">
            <h2 id={`${id}-title`} className="text-2xl">
              Confirm this payment
            </h2>
            <p id={`${id}-text`} className="text-ink-soft">
              You're paying {formatMoney(amount, currencyCode, locale)}. If this wasn't you, cancel the payment and
              nothing is charged.
            </p>
          </div>
          <div className="grid gap-3">
            <Button full onClick={() => onAnswer("pass")}>
              Confirm payment
            </Button>
            <Button full variant="secondary" onClick={() => onAnswer("fail")}>
              Cancel payment
            </Button>
          </div>
          <p className="text-sm text-ink-soft">This stands in for your bank's page because the shop is in test mode.</p>
        </div>
      ) : null}
    </dialog>
  )
}
