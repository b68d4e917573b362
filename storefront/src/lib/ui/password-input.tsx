"use client"

import { useState, useSyncExternalStore } from "react"
import { cn } from "./cn"
import { controlClass, Field, type InputProps, useFieldIds } from "./field"

const never = () => () => undefined
/** Whether the script of the page has loaded: before, a button would do nothing. */
const useHasLoaded = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false
  )

/** A password field whose content can be shown. */
export const PasswordInput = ({ label, hint, error, optional, id: given, className, ...rest }: InputProps) => {
  const { id, aria } = useFieldIds(given, { hint, error })
  const [isShown, setShown] = useState(false)
  const hasLoaded = useHasLoaded()
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className="relative">
        <input
          {...rest}
          {...aria}
          id={id}
          type={isShown ? "text" : "password"}
          spellCheck={false}
          autoCapitalize="none"
          className={controlClass(error, cn("min-h-12 pr-20", className))}
        />
        {hasLoaded ? (
          <button
            type="button"
            aria-controls={id}
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-1 right-1 min-w-16 rounded-md px-3 text-sm text-ink-soft hover:text-ink"
          >
            {isShown ? "Hide" : "Show"}
            <span className="sr-only"> password</span>
          </button>
        ) : null}
      </div>
    </Field>
  )
}
