import { formatMoney } from "@atrium/kernel"

import { formatDate } from "@/features/service-requests/format"

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
          <time dateTime={line.occurred_at}>{formatDate(line.occurred_at, locale)}</time>
        </p>
      </li>
    ))}
  </ul>
)
