import { cn } from "./cn"
import { controlClass, Field, type InputProps, useFieldIds } from "./field"

/** A password field whose content can be shown (`public/shop.js`). Without scripts, CSS hides the button. */
export const PasswordInput = ({ label, hint, error, optional, id: given, className, ...rest }: InputProps) => {
  const { id, aria } = useFieldIds(given, { hint, error })
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className="relative">
        <input
          {...rest}
          {...aria}
          id={id}
          type="password"
          spellCheck={false}
          autoCapitalize="none"
          className={controlClass(error, cn("min-h-12 pr-20", className))}
        />
        <button
          type="button"
          aria-controls={id}
          data-password-toggle=""
          className="absolute inset-y-1 right-1 min-w-16 rounded-md px-3 text-sm text-ink-soft hover:text-ink"
        >
          <span data-password-action="">Show</span>
          <span className="sr-only"> password</span>
        </button>
      </div>
    </Field>
  )
}
