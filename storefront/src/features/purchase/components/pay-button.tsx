import { formatMoney } from "@atrium/kernel"

import { Button, LockIcon } from "@/lib/ui"

import type { PayPhase } from "../pay"

const BUSY_WORDS: Readonly<Record<Exclude<PayPhase, "idle">, string>> = {
  beginning: "Preparing your purchase…",
  confirming: "Asking your bank…",
  bank: "Waiting for you to confirm…",
  settling: "Finishing your purchase…",
  done: "Opening your confirmation…",
}

/** What is happening after the press, in words; empty while nothing is. */
export const busyWords = (phase: PayPhase): string => (phase === "idle" ? "" : BUSY_WORDS[phase])

/** Open exactly when nothing is missing and nothing is under way: a second press cannot happen. */
export const PayButton = ({
  missing,
  phase,
  amount,
  currencyCode,
  locale,
  placesOrder,
  onShowMissing,
}: {
  /** How many fields are still wrong. */
  missing: number
  phase: PayPhase
  amount: number
  currencyCode: string
  locale: string
  /** Nothing is paid with this press. */
  placesOrder: boolean
  onShowMissing: () => void
}) => {
  const pays = amount > 0 && !placesOrder
  return (
    <div className="grid gap-3">
      <Button
        type="submit"
        size="lg"
        full
        disabled={missing > 0}
        busy={phase !== "idle"}
        busyLabel={busyWords(phase)}
        data-testid="pay"
      >
        {pays ? <LockIcon className="size-5" /> : null}
        {pays ? `Pay ${formatMoney(amount, currencyCode, locale)}` : "Place order"}
      </Button>
      {/* A closed button says nothing to someone who cannot find what is missing: this one does. */}
      {missing > 0 && phase === "idle" ? (
        <p className="text-center text-sm text-ink-soft">
          {missing === 1 ? "One field needs" : `${missing} fields need`} attention.{" "}
          <button type="button" onClick={onShowMissing} className="min-h-8 text-ink underline underline-offset-4">
            Show me
          </button>
        </p>
      ) : null}
      <p role="status" className="sr-only">
        {busyWords(phase)}
      </p>
    </div>
  )
}
