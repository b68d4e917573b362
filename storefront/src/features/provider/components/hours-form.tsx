"use client"

import { useActionState, useEffect, useRef } from "react"

import { INITIAL_STATE } from "@/features/auth/form-state"
import { Alert, Button, Input, Select } from "@/lib/ui"

import { saveHours } from "../hours-actions"
import { WEEKDAY_FIELDS } from "../weekly-hours"
import { submitKeepingValues } from "./submit-keeping-values"

/** The weekly hours, a text for each day. A blank day is a day off. */
export const HoursForm = ({
  hours,
  timeZone,
  timeZones,
}: {
  hours: Readonly<Record<string, string>>
  timeZone: string
  timeZones: readonly string[]
}) => {
  const [state, send, pending] = useActionState(saveHours, INITIAL_STATE)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus()
  }, [state])
  return (
    <form
      ref={form}
      action={send}
      onSubmit={submitKeepingValues(send)}
      noValidate
      aria-label="Weekly hours"
      className="grid gap-5 lg:max-w-[35rem]"
    >
      {state.problem ? <Alert tone="red" title={state.problem} /> : null}
      {state.done ? <Alert tone="accent" title="Your hours are saved" /> : null}
      <Select
        id="time_zone"
        name="time_zone"
        label="Time zone"
        defaultValue={state.values.time_zone ?? timeZone}
        error={state.errors.time_zone}
      >
        {timeZones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </Select>
      <p className="text-sm text-ink-soft">
        For example 09:00–12:30, 13:30–18:00. Leave a day blank if you don&apos;t work on it.
      </p>
      {WEEKDAY_FIELDS.map(({ name, label }) => (
        <Input
          key={name}
          id={name}
          name={name}
          label={label}
          placeholder="Off"
          maxLength={120}
          defaultValue={state.values[name] ?? hours[name]}
          error={state.errors[name]}
        />
      ))}
      <div>
        <Button type="submit" busy={pending} busyLabel="Saving…">
          Save hours
        </Button>
      </div>
    </form>
  )
}
