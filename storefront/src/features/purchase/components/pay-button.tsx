import { formatMoney } from "@atrium/kernel"
import { useId } from "react"

import { Button, LockIcon } from "@/lib/ui"
import { useHasLoaded } from "@/lib/ui/use-has-loaded"

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

/**
 * Whether the form can't be submitted yet: before the script has loaded, the browser would send the card to this site.
 * `missing` is null until the form's rules are loaded.
 */
export const useIsEarly = (missing: unknown): boolean => !useHasLoaded() && missing === null

/**
 * The pay button. It can be pressed while fields need attention, and then leads to the first of them; `aria-disabled` and
 * the text below it say so beforehand. While a payment is running it is disabled, so that no one pays twice.
 */
export const PayButton = ({
  missing,
  phase,
  amount,
  currencyCode,
  locale,
  placesOrder,
  onShowMissing,
}: {
  /** Number of invalid fields; null until the form's rules are loaded. */
  missing: number | null
  phase: PayPhase
  amount: number
  currencyCode: string
  locale: string
  /** The button places the order without paying online. */
  placesOrder: boolean
  onShowMissing: () => void
}) => {
  const isEarly = useIsEarly(missing)
  const reasonId = useId()
  const paysOnline = amount > 0 && !placesOrder
  const hasReason = missing !== null && missing > 0 && phase === "idle"
  return (
    <div className="grid gap-3">
      <Button
        type="submit"
        size="lg"
        full
        disabled={isEarly}
        aria-disabled={missing === 0 ? undefined : true}
        aria-describedby={hasReason ? reasonId : undefined}
        busy={phase !== "idle"}
        busyLabel={busyText(phase)}
        data-testid="pay"
      >
        {paysOnline ? <LockIcon className="size-5" /> : null}
        {paysOnline ? `Pay ${formatMoney(amount, currencyCode, locale)}` : "Place order"}
      </Button>
      {hasReason ? (
        <p className="text-center text-sm text-ink-soft">
          <span id={reasonId}>{missing === 1 ? "One field needs" : `${missing} fields need`} attention.</span>{" "}
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
