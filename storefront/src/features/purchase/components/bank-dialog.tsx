"use client"

import { formatMoney } from "@atrium/kernel"
import { type SyntheticEvent, useEffect, useId, useRef } from "react"

import { Button } from "@/lib/ui"

/**
 * Stands where a bank's own page would: the sandbox's second step. The browser's own dialog keeps focus and Escape;
 * closing it is an answer too (the payment was not confirmed), so nobody is left with a purchase that waits for ever.
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
              Your bank asks you to confirm
            </h2>
            <p id={`${id}-text`} className="text-ink-soft">
              You pay {formatMoney(amount, currencyCode, locale)} to Atrium. Only you can confirm this. If it wasn't
              you, stop the payment and nothing is charged.
            </p>
          </div>
          <div className="grid gap-3">
            <Button full onClick={() => onAnswer("pass")}>
              Yes, it's me
            </Button>
            <Button full variant="secondary" onClick={() => onAnswer("fail")}>
              No, stop this payment
            </Button>
          </div>
          <p className="text-sm text-ink-soft">This replaces your bank’s own page while the shop uses test cards.</p>
        </div>
      ) : null}
    </dialog>
  )
}
