import { Hint, Input, Label, RadioGroup, Select, Switch, Text, Textarea } from "@medusajs/ui"
import { type ReactNode, useId, useState } from "react"
import { type Control, type FieldPath, type FieldValues, get, useController, useFormState } from "react-hook-form"

import { snapshotOf } from "./snapshot"

/** The form and the field's path in it. */
export type FieldOf<V extends FieldValues, O> = { control: Control<V, unknown, O>; name: FieldPath<V> }

type Labeled = { label: string; hint?: string }

const ownSentence = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
    ? error.message || undefined
    : undefined

/** The first message in a field's error; in a list, it can be at any depth. */
const sentenceIn = (error: unknown): string | undefined => {
  if (typeof error !== "object" || error === null) return undefined
  const own = ownSentence(error)
  if (own) return own
  for (const [key, inner] of Object.entries(error)) {
    const sentence = key === "ref" ? undefined : sentenceIn(inner)
    if (sentence) return sentence
  }
  return undefined
}

/** A field's value, how to change it, and its error message. */
export const useField = <V extends FieldValues, O>({ control, name }: FieldOf<V, O>) => {
  const { field, fieldState } = useController({ control, name })
  const value: unknown = field.value
  const change: (next: unknown) => void = field.onChange
  return { value, change, blur: field.onBlur, ref: field.ref, error: sentenceIn(fieldState.error) }
}

type FrameProps = Labeled & {
  error: string | undefined
  children: (control: { id: string; "aria-invalid": boolean; "aria-describedby": string }) => ReactNode
}

/** A labeled control with its hint, or with its error message in place of the hint. */
export const FieldFrame = ({ label, hint, error, children }: FrameProps) => {
  const id = useId()
  return (
    <div className="flex flex-col gap-2">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      {children({ id, "aria-invalid": error !== undefined, "aria-describedby": `${id}-note` })}
      <Note id={`${id}-note`} error={error} {...(hint ? { hint } : {})} />
    </div>
  )
}

const Note = ({ id, error, hint }: { id: string; error: string | undefined; hint?: string }) =>
  error ? (
    <Hint id={id} variant="error" role="alert">
      {error}
    </Hint>
  ) : hint ? (
    <Hint id={id}>{hint}</Hint>
  ) : null

type TextProps<V extends FieldValues, O> = FieldOf<V, O> &
  Labeled & {
    type?: "text" | "email" | "tel" | "datetime-local" | "password"
    /** What the browser may fill in: "current-password". */
    autoComplete?: string
    multiline?: boolean
    placeholder?: string
    /** Sends null instead of an empty string. */
    nullable?: boolean
  }

export const TextField = <V extends FieldValues, O>({
  control,
  name,
  type = "text",
  multiline = false,
  autoComplete,
  placeholder,
  nullable = false,
  ...labeled
}: TextProps<V, O>) => {
  const { value, change, blur, ref, error } = useField({ control, name })
  const onChange = (text: string) => change(nullable && text === "" ? null : text)
  const shared = { value: typeof value === "string" ? value : "", onBlur: blur, ref, placeholder: placeholder ?? "" }
  return (
    <FieldFrame {...labeled} error={error}>
      {(attributes) =>
        multiline ? (
          <Textarea {...shared} {...attributes} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <Input
            {...shared}
            {...attributes}
            type={type}
            onChange={(event) => onChange(event.target.value)}
            {...(autoComplete ? { autoComplete } : {})}
          />
        )
      }
    </FieldFrame>
  )
}

/** How a value is read from text and shown as text. */
type Notation = { parse: (text: string) => unknown; format: (value: unknown) => string }

/** A field's value as text. What was typed is kept while it stands for that value: "1." or an empty line. */
const useText = ({ value, change }: { value: unknown; change: (next: unknown) => void }, notation: Notation) => {
  const [typed, setTyped] = useState<string>()
  const isCurrent = typed !== undefined && snapshotOf(notation.parse(typed)) === snapshotOf(value)
  const type = (text: string) => {
    setTyped(text)
    change(notation.parse(text))
  }
  return { text: isCurrent ? typed : notation.format(value), type }
}

/** Null for an empty text, NaN for a text that isn't a number. `scale`: see `NumberField`. */
const numbers = (scale: number): Notation => ({
  parse: (text) =>
    text.trim() === "" ? null : Number((Number(text.trim().replace(",", ".")) * scale).toPrecision(15)),
  format: (value) =>
    typeof value === "number" && Number.isFinite(value) ? String(Number((value / scale).toPrecision(15))) : "",
})

type NumberProps<V extends FieldValues, O> = FieldOf<V, O> &
  Labeled & {
    /** Shown after the number: "days". */
    unit?: string
    placeholder?: string
    disabled?: boolean
    /** The form holds the number times this: 100 for a percentage that is stored in basis points. */
    scale?: number
  }

export const NumberField = <V extends FieldValues, O>({
  control,
  name,
  unit,
  placeholder = "",
  disabled = false,
  scale = 1,
  ...labeled
}: NumberProps<V, O>) => {
  const field = useField({ control, name })
  const { text, type } = useText(field, numbers(scale))
  return (
    <FieldFrame {...labeled} error={field.error}>
      {(attributes) => (
        <div className="flex items-center gap-2">
          <Input
            {...attributes}
            ref={field.ref}
            inputMode="decimal"
            placeholder={placeholder}
            disabled={disabled}
            className="w-[120px]"
            value={text}
            onBlur={field.blur}
            onChange={(event) => type(event.target.value)}
          />
          {unit && (
            <Text size="small" className="text-ui-fg-subtle">
              {unit}
            </Text>
          )}
        </div>
      )}
    </FieldFrame>
  )
}

type NotationProps<V extends FieldValues, O> = FieldOf<V, O> & Labeled & { notation: Notation; rows: number }

const NotationField = <V extends FieldValues, O>({
  control,
  name,
  notation,
  rows,
  ...labeled
}: NotationProps<V, O>) => {
  const field = useField({ control, name })
  const { text, type } = useText(field, notation)
  return (
    <FieldFrame {...labeled} error={field.error}>
      {(attributes) => (
        <Textarea
          {...attributes}
          ref={field.ref}
          rows={rows}
          value={text}
          onBlur={field.blur}
          onChange={(event) => type(event.target.value)}
        />
      )}
    </FieldFrame>
  )
}

const LINES: Notation = {
  parse: (text) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  format: (value) => (Array.isArray(value) ? value.map(String).join("\n") : ""),
}

/** A list of short texts, one per line. */
export const LinesField = <V extends FieldValues, O>({ hint = "One per line", ...field }: FieldOf<V, O> & Labeled) => (
  <NotationField {...field} hint={hint} notation={LINES} rows={3} />
)

/** Undefined for text that isn't valid JSON, which the field's schema rejects. */
const JSON_TEXT: Notation = {
  parse: (text): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return undefined
    }
  },
  format: (value) => (value === undefined ? "" : JSON.stringify(value, null, 2)),
}

/** A value that has no control of its own, as JSON. */
export const JsonField = <V extends FieldValues, O>({ hint = "JSON", ...field }: FieldOf<V, O> & Labeled) => (
  <NotationField {...field} hint={hint} notation={JSON_TEXT} rows={4} />
)

export type Choice = { readonly value: string; readonly label: string }

type SelectProps<V extends FieldValues, O> = FieldOf<V, O> &
  Labeled & {
    choices: readonly Choice[]
    placeholder?: string
    /** The value that applies, and is shown, until one is chosen. */
    fallback?: string
    /** To change other fields along with this one. */
    onChosen?: (value: string) => void
  }

/** One choice from a menu. */
export const SelectField = <V extends FieldValues, O>({
  control,
  name,
  choices,
  placeholder = "Choose",
  fallback = "",
  onChosen,
  ...labeled
}: SelectProps<V, O>) => {
  const { value, change, ref, error } = useField({ control, name })
  return (
    <FieldFrame {...labeled} error={error}>
      {(attributes) => (
        <Select
          value={typeof value === "string" ? value : fallback}
          onValueChange={(next) => {
            change(next)
            onChosen?.(next)
          }}
        >
          <Select.Trigger {...attributes} ref={ref}>
            <Select.Value placeholder={placeholder} />
          </Select.Trigger>
          <Select.Content>
            {choices.map((choice) => (
              <Select.Item key={choice.value} value={choice.value}>
                {choice.label}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      )}
    </FieldFrame>
  )
}

/** One of a few choices, each with an explanation. */
export const RadioField = <V extends FieldValues, O>({
  control,
  name,
  label,
  choices,
}: FieldOf<V, O> & { label: string; choices: readonly (Choice & { text: string })[] }) => {
  const { value, change } = useField({ control, name })
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="txt-compact-small-plus mb-3">{label}</legend>
      <RadioGroup value={typeof value === "string" ? value : ""} onValueChange={change}>
        {choices.map((choice) => (
          <RadioGroup.ChoiceBox
            key={choice.value}
            value={choice.value}
            label={choice.label}
            description={choice.text}
          />
        ))}
      </RadioGroup>
    </fieldset>
  )
}

export const SwitchField = <V extends FieldValues, O>({ control, name, label, hint }: FieldOf<V, O> & Labeled) => {
  const id = useId()
  const { value, change } = useField({ control, name })
  return (
    <div className="flex items-start gap-3">
      <Switch id={id} className="mt-0.5 shrink-0" checked={value === true} onCheckedChange={change} />
      <div>
        <Label htmlFor={id} size="small" weight="plus" className="block">
          {label}
        </Label>
        {hint && <Hint>{hint}</Hint>}
      </div>
    </div>
  )
}

/** The error of a field that has no control: of a list as a whole, or (`deep`) of anything inside it. */
export const FieldErrorText = <V extends FieldValues, O>({
  control,
  name,
  deep = false,
}: FieldOf<V, O> & { deep?: boolean }) => {
  const { errors } = useFormState({ control, name })
  const found: unknown = get(errors, name)
  const sentence = deep ? sentenceIn(found) : (ownSentence(found) ?? ownSentence(get(errors, `${name}.root`)))
  return sentence ? (
    <Hint variant="error" role="alert">
      {sentence}
    </Hint>
  ) : null
}
