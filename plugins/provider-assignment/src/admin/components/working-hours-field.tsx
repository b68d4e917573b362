import { Hint, Input, Label, Text } from "@medusajs/ui"
import { useState } from "react"

import { WEEKDAY_LABELS, WEEKDAYS, type Weekday } from "../../contracts/provider-statuses"
import type { WorkingHours } from "../../contracts/providers"

const inText = (spans: readonly (readonly [string, string])[]): string =>
  spans.map(([from, to]) => `${from}–${to}`).join(", ")

/** "09:00–12:00, 13:00-17:00" as spans; what is no time stays as it is and is refused with its day. */
const fromText = (text: string): [string, string][] =>
  text
    .split(",")
    .map((span) => span.trim())
    .filter(Boolean)
    .map((span) => {
      const [from = "", to = ""] = span.split(/[–—-]/).map((time) => time.trim())
      return [from, to]
    })

type Props = {
  value: WorkingHours
  onChange: (value: WorkingHours) => void
  /** The first mistake of each day. */
  errors: Partial<Record<Weekday, string>>
}

/** Working hours of each weekday as text; an empty day is free. */
export const WorkingHoursField = ({ value, onChange, errors }: Props) => {
  const [texts, setTexts] = useState(() => Object.fromEntries(WEEKDAYS.map((day) => [day, inText(value[day] ?? [])])))
  const change = (day: Weekday, text: string) => {
    setTexts((known) => ({ ...known, [day]: text }))
    const { [day]: _before, ...others } = value
    const spans = fromText(text)
    onChange(spans.length ? { ...others, [day]: spans } : others)
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1">
        <Text as="span" size="small" weight="plus">
          Working hours
        </Text>
      </legend>
      {WEEKDAYS.map((day) => (
        <div key={day} className="grid grid-cols-[110px_1fr] items-center gap-x-3">
          <Label htmlFor={`hours-${day}`} size="small">
            {WEEKDAY_LABELS[day]}
          </Label>
          <Input
            id={`hours-${day}`}
            size="small"
            placeholder="Free"
            value={texts[day] ?? ""}
            aria-invalid={Boolean(errors[day])}
            onChange={(event) => change(day, event.target.value)}
          />
          {errors[day] && (
            <Hint variant="error" className="col-start-2">
              {errors[day]}
            </Hint>
          )}
        </div>
      ))}
      <Hint>Times where the provider is, for example 09:00–12:30, 13:30–18:00</Hint>
    </fieldset>
  )
}
