import { formatMoney } from "@atrium/kernel"

import { Button, LockIcon } from "@/lib/ui"

import type { PayPhase } from "../pay"

const BUSY_TEXTS: Readonly<Record<Exclude<PayPhase, "idle">, string>> = {
  starting: "Preparing your purchase…",
  confirming: "Contacting your bank…",
  bank: "Waiting for your confirmation…",
  completing: "Finishing your purchase…",
  done: "Opening your confirmation…",
}

/** Describes the current phase for the button and screen readers; empty while idle. */
export const busyText = (phase: PayPhase): string => (phase === "idle" ? "" : BUSY_TEXTS[phase])

/** The pay button. Enabled only when every field is valid and no payment is running, so that nobody pays twice. */
export const PayButton = ({
  missing,
  phase,
  amount,
  currencyCode,
  locale,
  placesOrder,
  onShowMissing,
}: {
  /** Number of invalid fields. */
  missing: number
  phase: PayPhase
  amount: number
  currencyCode: string
  locale: string
  /** The button places the order without paying online. */
  placesOrder: boolean
  onShowMissing: () => void
}) => {
  const paysOnline = amount > 0 && !placesOrder
  return (
    <div className="grid gap-3">
      <Button
        type="submit"
        size="lg"
        full
        disabled={missing > 0}
        busy={phase !== "idle"}
        busyLabel={busyText(phase)}
        data-testid="pay"
      >
        {paysOnline ? <LockIcon className="size-5" /> : null}
        {paysOnline ? `Pay ${formatMoney(amount, currencyCode, locale)}` : "Place order"}
      </Button>
      {/* A disabled button doesn't say what is missing, so offer to show it. */}
      {missing > 0 && phase === "idle" ? (
        <p className="text-center text-sm text-ink-soft">
          {missing === 1 ? "One field needs" : `${missing} fields need`} attention.{" "}
          <button type="button" onClick={onShowMissing} className="min-h-8 text-ink underline underline-offset-4">
            Show me
          </button>
        </p>
      ) : null}
      <p role="status" className="sr-only">
        {busyText(phase)}
      </p>
    </div>
  )
}
