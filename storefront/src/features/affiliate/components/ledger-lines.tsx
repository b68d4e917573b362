import { formatMoney } from "@atrium/kernel"

import { LocalTime } from "@/lib/ui/local-time"

import type { LineView } from "../queries"

const signed = (line: LineView, locale: string): string =>
  `${line.amount > 0 ? "+" : "−"}${formatMoney(Math.abs(line.amount), line.currency_code, locale)}`

/** The transactions behind one amount, newest first, each with its sign. */
export const LedgerLines = ({ lines, locale }: { lines: readonly LineView[]; locale: string }) => (
  <ul aria-label="Transactions" className="border-b border-line">
    {lines.map((line) => (
      <li key={line.id} className="grid grid-cols-[1fr_auto] items-baseline gap-x-6 gap-y-1 border-t border-line py-3">
        <p>{line.description}</p>
        <p className="figures text-right font-medium">{signed(line, locale)}</p>
        <p className="text-sm text-ink-soft">
          <LocalTime at={line.occurred_at} locale={locale} />
        </p>
      </li>
    ))}
  </ul>
)
