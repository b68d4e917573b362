import { useId, type ComponentProps, type ReactNode } from "react"
import { cn } from "./cn"
import { FieldError, FieldHint, type FieldTexts, useFieldIds } from "./field"

const INPUT = "mt-1 size-5 shrink-0 accent-accent"

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & FieldTexts

/** A single checkbox with its label. */
export const Checkbox = ({ label, hint, error, optional, id: given, className, ...rest }: CheckboxProps) => {
  const { id, aria } = useFieldIds(given, { hint, error })
  return (
    <div className={cn("grid gap-2", className)}>
      <label htmlFor={id} className="flex gap-3">
        <input {...rest} {...aria} id={id} type="checkbox" className={INPUT} />
        <span>
          {label}
          {optional ? <span className="text-ink-soft"> (optional)</span> : null}
        </span>
      </label>
      {hint ? <FieldHint id={id}>{hint}</FieldHint> : null}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </div>
  )
}

export type Choice = { value: string; label: ReactNode; description?: ReactNode; disabled?: boolean }

export type ChoiceGroupProps = Omit<ComponentProps<"input">, "type" | "id" | "value" | "defaultValue"> &
  FieldTexts & { choices: readonly Choice[]; defaultValue?: string | readonly string[] }

/**
 * Radio buttons or checkboxes with a legend. Other props are passed to every input, so that react-hook-form's
 * `{...register("name")}` works.
 */
const ChoiceGroup = ({
  type,
  label,
  hint,
  error,
  optional,
  choices,
  defaultValue,
  className,
  ...rest
}: ChoiceGroupProps & { type: "radio" | "checkbox" }) => {
  const id = useId()
  const { aria } = useFieldIds(id, { hint, error })
  const selected = defaultValue === undefined ? [] : [defaultValue].flat()
  return (
    <fieldset className={cn("grid gap-2", className)} aria-describedby={aria["aria-describedby"]}>
      <legend className="mb-2 font-medium">
        {label}
        {optional ? <span className="font-normal text-ink-soft"> (optional)</span> : null}
      </legend>
      {hint ? <FieldHint id={id}>{hint}</FieldHint> : null}
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={
            "flex gap-3 rounded-md border border-line-strong bg-raised px-4 py-3 transition-colors " +
            "has-checked:border-accent has-checked:bg-accent-soft hover:border-accent"
          }
        >
          <input
            {...rest}
            {...(defaultValue === undefined ? {} : { defaultChecked: selected.includes(choice.value) })}
            type={type}
            value={choice.value}
            disabled={choice.disabled ?? rest.disabled}
            aria-invalid={aria["aria-invalid"]}
            className={INPUT}
          />
          <span className="grid gap-0.5">
            <span>{choice.label}</span>
            {choice.description ? <span className="text-sm text-ink-soft">{choice.description}</span> : null}
          </span>
        </label>
      ))}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </fieldset>
  )
}

export const RadioGroup = (props: ChoiceGroupProps) => <ChoiceGroup {...props} type="radio" />

export const CheckboxGroup = (props: ChoiceGroupProps) => <ChoiceGroup {...props} type="checkbox" />
