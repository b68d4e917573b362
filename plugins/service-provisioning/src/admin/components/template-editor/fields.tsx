import { Hint, Input, Label, Switch, Textarea } from "@medusajs/ui"
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
  multiline?: boolean
}

export const TextField = ({ label, value, onChange, error, hint, multiline }: TextProps) => (
  <Field label={label} error={error} {...(hint ? { hint } : {})}>
    {(id) =>
      multiline ? (
        <Textarea
          id={id}
          value={value}
          aria-invalid={Boolean(error)}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Input id={id} value={value} aria-invalid={Boolean(error)} onChange={(event) => onChange(event.target.value)} />
      )
    }
  </Field>
)

type NumberProps = Omit<TextProps, "value" | "onChange" | "multiline"> & {
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

type SwitchProps = { label: string; hint: string; checked: boolean; onChange: (checked: boolean) => void }

export const SwitchField = ({ label, hint, checked, onChange }: SwitchProps) => {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <Switch id={id} className="mt-0.5 shrink-0" checked={checked} onCheckedChange={onChange} />
      <div>
        <Label htmlFor={id} size="small" weight="plus" className="block">
          {label}
        </Label>
        <Hint>{hint}</Hint>
      </div>
    </div>
  )
}

/** A list of short texts, one a line. */
export const LinesField = ({
  label,
  values,
  onChange,
  error,
  hint,
}: Omit<TextProps, "value" | "onChange"> & { values: string[]; onChange: (values: string[]) => void }) => (
  <TextField
    label={label}
    multiline
    value={values.join("\n")}
    error={error}
    hint={hint ?? "One a line"}
    onChange={(text) => onChange(text === "" ? [] : text.split("\n"))}
  />
)
