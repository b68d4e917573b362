import { useId, type ComponentProps, type ReactNode } from "react"
import { cn } from "./cn"
import { AlertIcon } from "./icons"

export type FieldTexts = { label: ReactNode; hint?: ReactNode; error?: string | undefined; optional?: boolean }

export const CONTROL =
  "w-full rounded-md border bg-raised px-4 text-base text-ink transition-colors placeholder:text-ink-soft " +
  "hover:border-accent disabled:bg-sunken disabled:text-ink-soft"

export const controlClass = (error: string | undefined, className?: string) =>
  cn(CONTROL, error ? "border-red" : "border-line-strong", className)

/** Returns the control's ID and the aria attributes that link it to its hint and error. */
export const useFieldIds = (given: string | undefined, { hint, error }: Pick<FieldTexts, "hint" | "error">) => {
  const generated = useId()
  const id = given ?? generated
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ")
  return { id, aria: { "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined } }
}

export const FieldHint = ({ id, children }: { id: string; children: ReactNode }) => (
  <p id={`${id}-hint`} className="text-sm text-ink-soft">
    {children}
  </p>
)

export const FieldError = ({ id, children }: { id: string; children: ReactNode }) => (
  <p id={`${id}-error`} role="alert" className="flex gap-2 text-sm text-red">
    <AlertIcon className="mt-0.5 size-4 shrink-0" />
    <span>{children}</span>
  </p>
)

/** Label, hint and error of a control. The control must use the `id` and aria attributes of `useFieldIds`. */
export const Field = ({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: FieldTexts & { id: string; children: ReactNode }) => (
  <div className="grid gap-2">
    <label htmlFor={id} className="font-medium">
      {label}
      {optional ? <span className="font-normal text-ink-soft"> (optional)</span> : null}
    </label>
    {hint ? <FieldHint id={id}>{hint}</FieldHint> : null}
    {children}
    {error ? <FieldError id={id}>{error}</FieldError> : null}
  </div>
)

export type InputProps = ComponentProps<"input"> & FieldTexts

export const Input = ({ label, hint, error, optional, id: given, className, ...rest }: InputProps) => {
  const { id, aria } = useFieldIds(given, { hint, error })
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <input {...rest} {...aria} id={id} className={controlClass(error, cn("min-h-12", className))} />
    </Field>
  )
}

export type TextareaProps = ComponentProps<"textarea"> & FieldTexts

export const Textarea = ({ label, hint, error, optional, id: given, className, ...rest }: TextareaProps) => {
  const { id, aria } = useFieldIds(given, { hint, error })
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea rows={4} {...rest} {...aria} id={id} className={controlClass(error, cn("py-3", className))} />
    </Field>
  )
}

export type SelectProps = ComponentProps<"select"> & FieldTexts

export const Select = ({ label, hint, error, optional, id: given, className, ...rest }: SelectProps) => {
  const { id, aria } = useFieldIds(given, { hint, error })
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <select {...rest} {...aria} id={id} className={controlClass(error, cn("min-h-12 pr-11!", className))} />
    </Field>
  )
}
