import { Hint, Input, Label, RadioGroup, Select, Switch, Text, Textarea } from "@medusajs/ui"
import { type ReactNode, useId, useState } from "react"
import { type Control, type FieldPath, type FieldValues, get, useController, useFormState } from "react-hook-form"

/** The form and the field's path in it. */
export type FieldOf<V extends FieldValues, O> = { control: Control<V, unknown, O>; name: FieldPath<V> }

type Labelled = { label: string; hint?: string }

const ownSentence = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
    ? error.message || undefined
    : undefined

/** The first sentence in a field's error; that of a list may be anywhere inside. */
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

/** A field's value, how to change it, and what is wrong with it. */
export const useField = <V extends FieldValues, O>({ control, name }: FieldOf<V, O>) => {
  const { field, fieldState } = useController({ control, name })
  const value: unknown = field.value
  const change: (next: unknown) => void = field.onChange
  return { value, change, blur: field.onBlur, ref: field.ref, error: sentenceIn(fieldState.error) }
}

type FrameProps = Labelled & {
  error: string | undefined
  children: (control: { id: string; "aria-invalid": boolean; "aria-describedby": string }) => ReactNode
}

/** A labelled control with its hint, or what is wrong with it in the hint's place. */
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
  Labelled & {
    type?: "text" | "email" | "tel" | "datetime-local"
    multiline?: boolean
    placeholder?: string
    /** An empty field is null, not an empty text. */
    nullable?: boolean
  }

export const TextField = <V extends FieldValues, O>({
  control,
  name,
  type = "text",
  multiline = false,
  placeholder,
  nullable = false,
  ...labelled
}: TextProps<V, O>) => {
  const { value, change, blur, ref, error } = useField({ control, name })
  const onChange = (text: string) => change(nullable && text === "" ? null : text)
  const shared = { value: typeof value === "string" ? value : "", onBlur: blur, ref, placeholder: placeholder ?? "" }
  return (
    <FieldFrame {...labelled} error={error}>
      {(attributes) =>
        multiline ? (
          <Textarea {...shared} {...attributes} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <Input {...shared} {...attributes} type={type} onChange={(event) => onChange(event.target.value)} />
        )
      }
    </FieldFrame>
  )
}

/** What was typed as a number: null when nothing was, NaN when it is none. */
const numberIn = (text: string): number | null => (text.trim() === "" ? null : Number(text.trim().replace(",", ".")))
const numberText = (value: unknown): string =>
  typeof value === "number" && Number.isFinite(value) ? String(Number(value.toPrecision(15))) : ""

type NumberProps<V extends FieldValues, O> = FieldOf<V, O> &
  Labelled & {
    /** Behind the number: "days". */
    unit?: string
    placeholder?: string
    disabled?: boolean
    /** The field holds this many times what is typed: 100 where percent are typed and basis points are sent. */
    scale?: number
  }

export const NumberField = <V extends FieldValues, O>({
  control,
  name,
  unit,
  placeholder = "",
  disabled = false,
  scale = 1,
  ...labelled
}: NumberProps<V, O>) => {
  const { value, change, blur, ref, error } = useField({ control, name })
  const scaled = (text: string) => {
    const number = numberIn(text)
    return number === null ? null : Number((number * scale).toPrecision(15))
  }
  const [typed, setTyped] = useState("")
  // What was typed, as long as it is what the form holds: "1." and "01" stay as they are.
  const text = Object.is(scaled(typed), value) ? typed : numberText(typeof value === "number" ? value / scale : value)
  return (
    <FieldFrame {...labelled} error={error}>
      {(attributes) => (
        <div className="flex items-center gap-2">
          <Input
            {...attributes}
            ref={ref}
            inputMode="decimal"
            placeholder={placeholder}
            disabled={disabled}
            className="w-[120px]"
            value={text}
            onBlur={blur}
            onChange={(event) => {
              setTyped(event.target.value)
              change(scaled(event.target.value))
            }}
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

const linesIn = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")

/** A list of short texts, one per line. */
export const LinesField = <V extends FieldValues, O>({
  control,
  name,
  hint = "One per line",
  ...labelled
}: FieldOf<V, O> & Labelled) => {
  const { value, change, blur, ref, error } = useField({ control, name })
  const lines = Array.isArray(value) ? value.map(String) : []
  const [typed, setTyped] = useState("")
  // An empty line is kept while it is being typed and never sent.
  const text = linesIn(typed).join("\n") === lines.join("\n") ? typed : lines.join("\n")
  return (
    <FieldFrame {...labelled} hint={hint} error={error}>
      {(attributes) => (
        <Textarea
          {...attributes}
          ref={ref}
          rows={3}
          value={text}
          onBlur={blur}
          onChange={(event) => {
            setTyped(event.target.value)
            change(linesIn(event.target.value))
          }}
        />
      )}
    </FieldFrame>
  )
}

export type Choice = { readonly value: string; readonly label: string }

type SelectProps<V extends FieldValues, O> = FieldOf<V, O> &
  Labelled & {
    choices: readonly Choice[]
    placeholder?: string
    /** What is meant, and shown, as long as nothing was chosen. */
    fallback?: string
    /** Other fields may follow the choice. */
    onChosen?: (value: string) => void
  }

/** One of several, in a menu. */
export const SelectField = <V extends FieldValues, O>({
  control,
  name,
  choices,
  placeholder = "Choose",
  fallback = "",
  onChosen,
  ...labelled
}: SelectProps<V, O>) => {
  const { value, change, ref, error } = useField({ control, name })
  return (
    <FieldFrame {...labelled} error={error}>
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

/** One of a few, each with an explanation. */
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

export const SwitchField = <V extends FieldValues, O>({ control, name, label, hint }: FieldOf<V, O> & Labelled) => {
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

/** A value without a control of its own, as JSON; what is no JSON is held as undefined, which its schema refuses. */
export const JsonField = <V extends FieldValues, O>({
  control,
  name,
  hint = "JSON",
  ...labelled
}: FieldOf<V, O> & Labelled) => {
  const { value, change, blur, ref, error } = useField({ control, name })
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)))
  return (
    <FieldFrame {...labelled} hint={hint} error={error}>
      {(attributes) => (
        <Textarea
          {...attributes}
          ref={ref}
          rows={4}
          value={text}
          onBlur={blur}
          onChange={(event) => {
            setText(event.target.value)
            change(parsed(event.target.value))
          }}
        />
      )}
    </FieldFrame>
  )
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is wrong with a field without a control: with a whole list, or (`deep`) with anything inside it. */
export const FieldMistake = <V extends FieldValues, O>({
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
