import { Alert, Button, EmptyState } from "@/lib/ui"

import { formatDay, formatTime } from "../format"
import type { SlotsView } from "../queries"
import { timeZoneChoices } from "../time-zone"

const PROBLEMS: Readonly<Record<string, string>> = {
  taken: "This time was just taken. Choose another one.",
  choose: "Choose a time.",
  busy: "Too many attempts. Try again in a few minutes.",
}

/**
 * Shows the times in another time zone. `public/shop.js` chooses the browser's when none was chosen; without JavaScript,
 * times are in UTC until the visitor chooses.
 */
const TimeZoneForm = ({ zone, hidden }: { zone: string; hidden: Readonly<Record<string, string>> }) => (
  <form className="flex flex-wrap items-end gap-3">
    {Object.entries(hidden).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    <label className="grid min-w-0 flex-1 gap-2 font-medium">
      Time zone
      <select
        name="time_zone"
        defaultValue={zone}
        data-time-zone=""
        className="min-h-12 w-full rounded-md border border-line-strong bg-raised px-4 text-base font-normal text-ink"
      >
        {timeZoneChoices(zone).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
    <Button type="submit" variant="secondary">
      Show times
    </Button>
  </form>
)

/** The free times of two weeks, of which one day is open, and links to later and earlier ones. */
export const SlotPicker = ({
  slots,
  locale,
  action,
  submit,
  hidden = {},
  problem,
  later,
  earlier,
}: {
  slots: SlotsView
  locale: string
  action: (form: FormData) => Promise<void>
  submit: string
  /** Of the page's address, kept when another time zone is chosen: the link's token. */
  hidden?: Readonly<Record<string, string>>
  problem: string | undefined
  later: string
  /** Undefined on the first page. */
  earlier: string | undefined
}) => (
  <div className="grid gap-8">
    {problem && PROBLEMS[problem] ? <Alert tone="red" title={PROBLEMS[problem]} /> : null}
    <TimeZoneForm zone={slots.time_zone} hidden={hidden} />
    {slots.days.length > 0 ? (
      <form action={action} className="grid gap-8" aria-label="Free times">
        <input type="hidden" name="time_zone" value={slots.time_zone} />
        <input type="hidden" name="from" value={slots.from} />
        {/* One name: opening a day closes the one before. */}
        <div className="divide-y divide-line border-y border-line">
          {slots.days.map(({ date, slots: times }, at) => (
            <details key={date} name="day" open={at === 0} className="group">
              <summary className="flex min-h-14 cursor-pointer list-none items-center justify-between gap-4 py-3">
                <span className="font-medium">{formatDay(date, locale)}</span>
                <span className="figures flex text-ink-soft items-center gap-2 text-sm">
                  {times.length === 1 ? "1 time" : `${times.length} times`}
                  <span aria-hidden className="transition-transform group-open:rotate-45">
                    +
                  </span>
                </span>
              </summary>
              <fieldset className="pt-1 pb-5">
                <legend className="sr-only">{formatDay(date, locale)}</legend>
                <div className="grid grid-cols-3 gap-2 sm:grid-cols-5">
                  {times.map(({ starts_at: start }) => (
                    <label
                      key={start}
                      className={
                        "figures relative flex min-h-12 items-center justify-center rounded-md border border-line-strong bg-raised " +
                        "px-2 transition-colors has-checked:border-accent has-checked:bg-accent-soft hover:border-accent " +
                        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
                      }
                    >
                      <input
                        type="radio"
                        name="starts_at"
                        value={start}
                        required
                        className="absolute inset-0 size-full cursor-pointer opacity-0"
                      />
                      <time dateTime={start}>{formatTime(start, locale, slots.time_zone)}</time>
                    </label>
                  ))}
                </div>
              </fieldset>
            </details>
          ))}
        </div>
        <Button type="submit" size="lg" full data-busy-label="One moment…">
          {submit}
        </Button>
      </form>
    ) : (
      <EmptyState title="No free times in these two weeks">Look at later days, or contact us.</EmptyState>
    )}
    <nav aria-label="More days" className="flex justify-between gap-4">
      {earlier ? (
        <a href={earlier} className="text-accent underline">
          Earlier days
        </a>
      ) : (
        <span />
      )}
      <a href={later} className="text-accent underline">
        Later days
      </a>
    </nav>
  </div>
)
