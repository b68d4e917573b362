"use client"

import { formatMoney } from "@atrium/kernel"
import { Dialog } from "radix-ui"

import { Button } from "@/lib/ui"

/**
 * Stands where a bank's own page would: the sandbox's second step. Closing it is an answer too (the payment was not
 * confirmed), so nobody is left with a purchase that waits for ever.
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
}) => (
  <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onAnswer("fail"))}>
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-30 bg-ink/50" />
      <Dialog.Content
        onInteractOutside={(event) => event.preventDefault()}
        className="fixed top-1/2 left-1/2 z-40 grid w-[min(32rem,calc(100vw-2.5rem))] -translate-x-1/2 -translate-y-1/2 gap-6 rounded-md border border-line bg-raised p-8 shadow-soft"
      >
        <div className="grid gap-3">
          <Dialog.Title className="text-2xl">Your bank asks you to confirm</Dialog.Title>
          <Dialog.Description className="text-ink-soft">
            You pay {formatMoney(amount, currencyCode, locale)} to Atrium. Only you can confirm this. If it was not you,
            say so and nothing is charged.
          </Dialog.Description>
        </div>
        <div className="grid gap-3">
          <Button full onClick={() => onAnswer("pass")}>
            Yes, it is me
          </Button>
          <Button full variant="secondary" onClick={() => onAnswer("fail")}>
            No, stop this payment
          </Button>
        </div>
        <p className="text-sm text-ink-soft">
          This stands in for your bank’s own page, as long as the shop runs with test cards.
        </p>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
)
