import { type FieldOf, useField } from "@atrium/admin-kit"
import { Hint, Input, Label, Text } from "@medusajs/ui"
import { useState } from "react"

import { WEEKDAY_LABELS, WEEKDAYS, type Weekday } from "../../contracts/provider-statuses"
import type { ProviderFields } from "../lib/provider-form"

const inText = (spans: unknown): string =>
  (Array.isArray(spans) ? spans : []).map((span) => (Array.isArray(span) ? span.map(String).join("–") : "")).join(", ")

/** "09:00–12:00, 13:00-17:00" as spans. Invalid times are kept as typed, for the schema to reject. */
const fromText = (text: string): string[][] =>
  text
    .split(",")
    .map((span) => span.trim())
    .filter(Boolean)
    .map((span) => {
      const [from = "", to = ""] = span.split(/[–—-]/).map((time) => time.trim())
      return [from, to]
    })

type Props<O> = Pick<FieldOf<ProviderFields, O>, "control">

const Day = <O,>({ control, day }: Props<O> & { day: Weekday }) => {
  const { value, change, blur, ref, error } = useField({ control, name: `working_hours.${day}` })
  const [text, setText] = useState(() => inText(value))
  const id = `hours-${day}`
  return (
    <div className="grid grid-cols-[110px_1fr] items-center gap-x-3">
      <Label htmlFor={id} size="small">
        {WEEKDAY_LABELS[day]}
      </Label>
      <Input
        id={id}
        ref={ref}
        size="small"
        placeholder="Off"
        value={text}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
        onBlur={blur}
        onChange={(event) => {
          setText(event.target.value)
          change(fromText(event.target.value))
        }}
      />
      {error && (
        <Hint id={`${id}-note`} variant="error" role="alert" className="col-start-2">
          {error}
        </Hint>
      )}
    </div>
  )
}

/** Working hours of each weekday as text. A blank day is a day off. */
export const WorkingHoursField = <O,>({ control }: Props<O>) => (
  <fieldset className="flex flex-col gap-2">
    <legend className="pb-1">
      <Text as="span" size="small" weight="plus">
        Working hours
      </Text>
    </legend>
    {WEEKDAYS.map((day) => (
      <Day key={day} control={control} day={day} />
    ))}
    <Hint>In the provider's time zone, for example 09:00–12:30, 13:30–18:00</Hint>
  </fieldset>
)
