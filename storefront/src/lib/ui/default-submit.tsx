import type { ComponentProps } from "react"

/**
 * What Enter in a field presses: the first submit button of a form. Forms with further submit buttons, for example to remove
 * a file, start with it.
 */
export const DefaultSubmit = (props: ComponentProps<"button">) => (
  <button {...props} type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
)
