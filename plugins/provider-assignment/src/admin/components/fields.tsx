import { Hint, Input, Label, Textarea } from "@medusajs/ui"
import { type ReactNode, useId } from "react"

type FieldProps = { label: string; error?: string | undefined; hint?: string; children: (id: string) => ReactNode }

/** A labelled control with its hint, or its mistake in place of it. */
export const Field = ({ label, error, hint, children }: FieldProps) => {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      {children(id)}
      {error ? <Hint variant="error">{error}</Hint> : hint ? <Hint>{hint}</Hint> : null}
    </div>
  )
}

type TextProps = {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string | undefined
  hint?: string
  type?: "text" | "email" | "tel" | "datetime-local"
}

export const TextField = ({ label, value, onChange, error, hint, type = "text" }: TextProps) => (
  <Field label={label} error={error} {...(hint ? { hint } : {})}>
    {(id) => (
      <Input
        id={id}
        type={type}
        value={value}
        aria-invalid={Boolean(error)}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
)

type NumberProps = Omit<TextProps, "value" | "onChange" | "type"> & {
  value: number
  onChange: (value: number) => void
}

export const NumberField = ({ label, value, onChange, error, hint }: NumberProps) => (
  <Field label={label} error={error} {...(hint ? { hint } : {})}>
    {(id) => (
      <Input
        id={id}
        type="number"
        value={Number.isNaN(value) ? "" : value}
        aria-invalid={Boolean(error)}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    )}
  </Field>
)

type LinesProps = Omit<TextProps, "value" | "onChange" | "type"> & {
  values: readonly string[]
  onChange: (values: string[]) => void
}

/** A list of short texts, one a line. */
export const LinesField = ({ label, values, onChange, error, hint }: LinesProps) => (
  <Field label={label} error={error} hint={hint ?? "One a line"}>
    {(id) => (
      <Textarea
        id={id}
        rows={3}
        value={values.join("\n")}
        aria-invalid={Boolean(error)}
        onChange={(event) => onChange(event.target.value === "" ? [] : event.target.value.split("\n"))}
      />
    )}
  </Field>
)
